import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Canary } from './canary.ts'
import { call, openChromium } from './chromium.ts'
import { corpusAt, readCorpus, type Hostile } from './corpus.ts'
import type { Phase, Wall } from './harness.ts'
import { PageServer } from './page-server.ts'

const corpus = readCorpus()
let canary: Canary
let server: PageServer
let browser: Browser

beforeAll(async () => {
  canary = await Canary.open()
  server = await PageServer.open()
  browser = await openChromium(canary.resolverRules)
}, 60_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
  canary?.close()
})

interface Outcome {
  scripts: string[]
  connections: string[]
  navigations: string[]
}

async function judge(mails: Hostile[], phase: Phase, wall: Wall, batch: number): Promise<Outcome> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const outcome: Outcome = { scripts: [], connections: [], navigations: [] }
  context.on('page', (opened) => opened !== page && outcome.navigations.push('popup'))
  page.on('dialog', (dialog) => void dialog.dismiss())
  canary.clear()
  await open(page, wall)
  for (let at = 0; at < mails.length; at += batch) {
    const some = mails.slice(at, at + batch)
    const seen = await showSome(page, some, phase, wall)
    const names = some.map(({ name }) => name).join(' ')
    outcome.scripts.push(...seen.trapped.map((trap) => `${trap} in ${names}`))
    if (seen.moved > 0 || seen.gone) outcome.navigations.push(names)
    if (seen.covered > 0) outcome.navigations.push(`covered: ${names}`)
    if (seen.gone) await open(page, wall)
  }
  await page.waitForTimeout(300)
  outcome.connections.push(...canary.requests, ...Array.from({ length: canary.connections }, () => 'tcp'))
  await context.close()
  return outcome
}

const open = (page: Page, wall: Wall) => page.goto(`${server.address}/${wall === 'all' ? 'strict' : 'bare'}`)

async function showSome(page: Page, mails: Hostile[], phase: Phase, wall: Wall) {
  try {
    const seen = await call(
      page,
      'show',
      mails.map(({ html }) => html),
      phase,
      wall,
      wall === 'none' ? 60 : 40,
    )
    return { ...seen, gone: !page.url().startsWith(server.address) }
  } catch {
    return { trapped: [], moved: 1, covered: 0, gone: true }
  }
}

const nothing: Outcome = { scripts: [], connections: [], navigations: [] }

test('the corpus knows at least three hundred attacks', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(300)
})

describe.each(['read', 'images', 'quote', 'edit'] as const)('while the reader is at %s', (phase) => {
  test('of all hostile mails none runs, calls or moves anything', { timeout: 180_000 }, async () => {
    expect(await judge(corpusAt(phase), phase, 'all', 24)).toEqual(nothing)
  })
})

describe.each(['read', 'images'] as const)('with the sanitiser as the only wall, at %s', (phase) => {
  test('of all hostile mails none runs, calls or moves anything', { timeout: 180_000 }, async () => {
    expect(await judge(corpusAt(phase), phase, 'sanitiser', 24)).toEqual(nothing)
  })
})

test(
  'images the reader asked for come through the proxy and from nowhere else',
  { timeout: 60_000 },
  async () => {
    server.proxied = 0

    const outcome = await judge(
      corpus.filter(({ name }) => name.startsWith('load-')),
      'images',
      'all',
      12,
    )

    expect(outcome.connections).toEqual([])
    expect(server.proxied).toBeGreaterThan(10)
  },
)

test('the same mails do run, call and move when the walls are taken out', { timeout: 240_000 }, async () => {
  // One by one, since one may end the page of the others; every fourth, and those that go elsewhere, are enough to know that the
  // judge can see.
  const some = corpus.filter(
    ({ name }, at) => !name.startsWith('large-') && (at % 4 === 0 || /refresh|target|location/.test(name)),
  )

  const outcome = await judge(some, 'read', 'none', 1)

  expect(outcome.scripts.length).toBeGreaterThan(15)
  expect(outcome.connections.length).toBeGreaterThan(25)
  expect(outcome.navigations.length).toBeGreaterThan(0)
})
