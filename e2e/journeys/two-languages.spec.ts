import { readFileSync } from 'node:fs'
import { aMessage } from '@staffetta/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

test('in English no Italian sentence is left on the main screens, and the page says its language', async ({
  page,
  newUser,
}) => {
  const user = newUser('inglese')
  await user.receive(
    aMessage()
      .from('Jane <jane@altrove.example>')
      .to(user.address)
      .subject('Building permit')
      .text('Please find it attached.')
      .attach({ filename: 'permit.txt', type: 'text/plain', content: 'ok' }),
  )
  await signIn(page, user)
  expect(await page.locator('html').getAttribute('lang')).toBe('it')

  await page.getByRole('button', { name: 'Lingua' }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Compose', exact: true }).waitFor()
  const left: Record<string, string[]> = {}
  const look = async (screen: string) => {
    const words = await italianOn(page)
    if (words.length > 0) left[screen] = words
  }
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await look('list')
  await mailOn(page).row('Building permit').click()
  await page.getByText('Please find it attached.').last().waitFor()
  await look('message')
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await look('shortcuts')
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  await page.getByRole('dialog').locator('[contenteditable=true]').waitFor()
  await look('composer')
  for (const section of ['identity', 'reading', 'appearance', 'shortcuts', 'sessions']) {
    await page.goto(`/settings/${section}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await look(section)
  }

  expect(left).toEqual({})
})

const catalogue = (language: string) =>
  flat(
    JSON.parse(
      readFileSync(new URL(`../../packages/i18n/locales/${language}.json`, import.meta.url), 'utf8'),
    ),
  )

function flat(value: unknown, key = ''): [string, string][] {
  return typeof value === 'string'
    ? [[key, value]]
    : Object.entries(value as object).flatMap(([name, inner]) => flat(inner, `${key}.${name}`))
}

const english = new Map(catalogue('en'))
/** What is said differently in the two languages, without what is filled in. */
const italian = catalogue('it')
  .filter(([key, text]) => text !== english.get(key) && !text.includes('{') && text.length > 3)
  .map(([, text]) => text)
const alsoEnglish = new Set([...english.values()].map((text) => text.toLowerCase()))

/** Whole sentences of the Italian catalogue that can be read on the page or are spoken from it. */
async function italianOn(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const found = new Set<string>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) found.add(walker.currentNode.textContent?.trim() ?? '')
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        found.add(element.getAttribute(name) ?? '')
    found.add(document.title)
    return [...found]
  })
  const words = new Set(said)
  return italian.filter(
    (text) => words.has(text) && !alsoEnglish.has(text.toLowerCase()) && text !== 'Italiano',
  )
}
