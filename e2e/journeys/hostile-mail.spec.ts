import { readdirSync, readFileSync } from 'node:fs'
import { aMessage, type StoredMessage } from '@staffetta/testing'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type Canary, openCanary } from '../canary.ts'
import { launchChromium, test } from '../journey.ts'
import { composerOn } from '../pages/composer.ts'
import { hostileHeaders } from '../pages/hostile-headers.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

const folder = new URL('../../packages/safe-html/corpus/', import.meta.url)
const corpus = readdirSync(folder)
  .toSorted()
  .map((file) => ({
    name: file.replace(/\.html$/, ''),
    html: readFileSync(new URL(file, folder), 'utf8'),
  }))

/** One of every family and some more, for what takes longer than opening. */
const sample = corpus.filter(
  ({ name }, at) => at % 40 === 0 || name.split('-')[0] !== corpus[at - 1]?.name.split('-')[0],
)
const leaving = corpus.filter(({ name }) => name.includes('meta-refresh'))
const drafts = sample
  .filter((_, at) => at % 2 === 0)
  .map((one) => ({ ...htmlMail(one), flags: ['\\Draft', '\\Seen'] }))

/** The newest of the list: the families that load. The sanitiser's own suite shows all of them with images. */
const imagesShown = 120

let canary: Canary
let browser: Browser

beforeAll(async () => {
  canary = await openCanary()
  browser = await launchChromium({ whole: true, args: [canary.resolverRules] })
})

afterAll(async () => {
  await browser.close()
  canary.close()
})

test(
  'hostile mail runs nothing, calls nobody and moves nothing, listed, opened and with its images shown',
  { timeout: 120_000 },
  async ({ stack, newUser }) => {
    const user = newUser('ostile')
    const mails = [...corpus.map(htmlMail), ...hostileHeaders(user.address)]
    await user.has('INBOX', mails)
    const { page, context, watch } = await openWatched(stack.url)
    await signIn(page, user)
    const mail = mailOn(page)
    const total = Number(await mail.list.getAttribute('aria-rowcount'))

    await mail.list.press('End')
    await mail.list.locator(`[aria-rowindex="${total}"] time`).waitFor()
    await mail.list.press('Enter')
    await everyMessage(page, 'k', total)
    await mail.search('ha:allegato onerror')
    await page.getByText(/\d+ risultat/).waitFor()
    await mail.search('script')
    await page.getByText(/\d+ risultat/).waitFor()
    await page.getByRole('button', { name: 'Torna alla cartella' }).first().click()
    await mail.search('oggetto:load-picture')
    await mail.open('load-picture')
    await mail.reader.getByRole('button', { name: 'Quando mostrare le immagini' }).click()
    await page.getByRole('menuitem', { name: 'Sempre da altrove.example' }).click()
    await page.getByRole('button', { name: 'Torna alla cartella' }).first().click()
    await mail.list.press('Home')
    await mail.list.locator('[aria-rowindex="1"] time').waitFor()
    await mail.list.press('Enter')
    await everyMessage(page, 'j', imagesShown)

    expect(await watch.seen()).toEqual(nothing)
    expect(total).toBeGreaterThan(300)
    await context.close()
  },
)

test(
  'hostile mail runs nothing, calls nobody and moves nothing, quoted in an answer, forwarded and restored as a draft',
  { timeout: 120_000 },
  async ({ stack, newUser }) => {
    const user = newUser('ostile')
    await user.has('INBOX', sample.map(htmlMail))
    await user.has('Drafts', drafts)
    const { page, context, watch } = await openWatched(stack.url)
    await signIn(page, user)
    const composer = composerOn(page)
    let opened = 0

    const writeAndDiscard = async (begin: () => Promise<void>) => {
      await begin()
      await composer.words.waitFor()
      const quoted = composer.panel.getByRole('button', { name: 'Mostra il messaggio originale' })
      if (await quoted.isVisible()) await quoted.click()
      opened++
      await composer.panel.getByRole('button', { name: 'Chiudi e salva la bozza' }).click()
      await composer.panel.waitFor({ state: 'detached' })
    }
    await mailOn(page).list.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    for (let at = 0; at < sample.length; at++) {
      await atPosition(page, at + 1)
      await writeAndDiscard(() => page.keyboard.press(at % 2 === 0 ? 'r' : 'f'))
      await page.keyboard.press('j')
    }
    const { list, openFolder } = mailOn(page)
    await openFolder('Bozze')
    await list.locator('[aria-rowindex="1"] time').waitFor()
    for (let at = 0; at < drafts.length; at++) {
      await list.press('ArrowDown')
      await writeAndDiscard(() => list.press('Enter'))
    }

    expect(await watch.seen()).toEqual(nothing)
    expect(opened).toBe(sample.length + drafts.length)
    await context.close()
  },
)

test('the same mails do run, call and move in a page without walls', { timeout: 90_000 }, async () => {
  const context = await browser.newContext()
  const watch = await watchOver(context)
  const page = await context.newPage()
  watch.follow(page, canary.bareUrl)

  for (const { name, html } of [...sample, ...leaving]) {
    await page.goto(canary.bareUrl)
    await page.setContent(html, { waitUntil: 'commit' }).catch(() => undefined)
    await page.waitForLoadState('load', { timeout: 400 }).catch(() => undefined)
    if (name.includes('refresh')) await page.waitForURL(/canary/, { timeout: 1000 }).catch(() => undefined)
  }

  const seen = await watch.seen()
  expect(seen.scripts.length).toBeGreaterThan(3)
  expect(seen.connections).toBeGreaterThan(10)
  expect(seen.navigations.length).toBeGreaterThan(0)
  await context.close()
})

interface Seen {
  scripts: string[]
  connections: number
  navigations: string[]
}

const nothing: Seen = { scripts: [], connections: 0, navigations: [] }

async function openWatched(baseURL: string) {
  const context = await browser.newContext({
    baseURL,
    locale: 'it-IT',
    viewport: { width: 1440, height: 900 },
  })
  const watch = await watchOver(context)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  watch.follow(page, baseURL)
  return { context, page, watch }
}

/** The traps the corpus steps on: functions it calls, a server it asks, pages it opens or leaves. */
async function watchOver(context: BrowserContext) {
  const scripts: string[] = []
  const navigations: string[] = []
  await context.exposeBinding('trap', (_source, name) => void scripts.push(String(name)))
  await context.exposeBinding('alert', () => void scripts.push('alert'))
  canary.forget()
  return {
    follow: (page: Page, home: string) => {
      context.on('page', (other) => other !== page && navigations.push(`opened ${other.url()}`))
      page.on('dialog', (dialog) => {
        scripts.push(dialog.type())
        void dialog.dismiss()
      })
      // The empty document into which the product puts a message.
      const ground = `${home}/message-frame.html`
      page.on('framenavigated', (frame) => {
        const url = frame.url()
        const still =
          frame === page.mainFrame()
            ? url.startsWith(home)
            : url === ground || /^about:(srcdoc|blank)$/.test(url)
        if (!still) navigations.push(url)
      })
    },
    seen: async (): Promise<Seen> => {
      // What a message started a moment ago may still be on its way.
      await new Promise((resolve) => setTimeout(resolve, 500))
      return { scripts, connections: canary.calls.length + canary.connections(), navigations }
    },
  }
}

function htmlMail({ name, html }: (typeof corpus)[number]): StoredMessage {
  const message = aMessage()
    .from('Ostile <ostile@altrove.example>')
    .to('persona@monteverde.example')
    .subject(name)
    .html(html)
  return { raw: message.build(), receivedAt: new Date() }
}

/** Goes from message to message by the key, as fast as each is shown; in the page, for there are many. */
async function everyMessage(page: Page, key: 'j' | 'k', total: number): Promise<void> {
  await atPosition(page, key === 'j' ? 1 : total)
  const shown = await page.evaluate(
    async ([pressed, count]) => {
      const frames = () =>
        new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      const place = () => Number.parseInt(document.querySelector('.reader-position')?.textContent ?? '', 10)
      const stands = (wanted: number) =>
        place() === wanted && document.querySelector('.mail-reader .message-body') !== null
      const steps = Array.from({ length: count - 1 }, (_, at) => (pressed === 'j' ? at + 2 : count - 1 - at))
      let opened = 1
      for (const wanted of steps) {
        // A row that is still on its way cannot be stepped to: one presses again.
        for (let tries = 0; tries < 60 && !stands(wanted); tries++) {
          if (place() !== wanted)
            document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }))
          const until = performance.now() + 500
          while (!stands(wanted) && performance.now() < until) await frames()
        }
        if (!stands(wanted)) break
        opened++
      }
      return opened
    },
    [key, total] as const,
  )
  expect(shown).toBe(total)
}

async function atPosition(page: Page, position: number): Promise<void> {
  const reader = page.getByRole('region', { name: 'Lettura' })
  await reader.getByText(new RegExp(`^${position} di `)).waitFor()
  await reader.locator('.message-body').first().waitFor()
}
