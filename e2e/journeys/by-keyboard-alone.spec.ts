import { aMessage } from '@staffetta/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { composerOn } from '../pages/composer.ts'
import { focused, tabTo } from '../pages/focus.ts'
import { mailOn } from '../pages/mail.ts'

test('a day of mail without touching the mouse', async ({ page, newUser, ask, tolerate }) => {
  // Archived before its conversation was looked up: it is not in that folder any longer.
  tolerate(/status of 404 .*\/thread/)
  const user = newUser('tastiera')
  await user.has(
    'INBOX',
    ['Terza', 'Seconda', 'Prima'].map((subject, at) => ({
      raw: aMessage()
        .from('Irene <irene@altrove.example>')
        .to(user.address)
        .subject(subject)
        .text(`Corpo di ${subject}`)
        .build(),
      receivedAt: new Date(Date.now() - (3 - at) * 60_000),
    })),
  )
  const mail = mailOn(page)
  const keys = page.keyboard

  await page.goto('/')
  await page.getByLabel('Indirizzo e-mail').waitFor()
  await keys.type(user.address)
  await keys.press('Tab')
  await keys.type(user.password)
  await keys.press('Enter')
  await mail.row('Prima').waitFor()

  await tabTo(page, 'grid')
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await mail.reader.getByText('Corpo di Prima').waitFor()

  await keys.press('e')
  await mail.toast('1 messaggio archiviato').waitFor()
  await mail.reader.getByText('Corpo di Seconda').waitFor()
  await tabTo(page, 'button', 'Annulla')
  await keys.press('Enter')
  await mail.row('Prima').waitFor()

  await keys.press('v')
  await page.getByRole('dialog', { name: 'Sposta in…' }).waitFor()
  await keys.type('cestino')
  await keys.press('Enter')
  await mail.toast('spostato in «Cestino»').waitFor()
  await mail.row('Seconda').waitFor({ state: 'detached' })
  await mail.reader.getByText('Corpo di Terza').waitFor()

  await keys.press('r')
  const composer = composerOn(page)
  await composer.words.waitFor()
  await expect.poll(() => focused(page)).toMatch(/^textbox/)
  await keys.type('Risposta dalla tastiera.')
  await keys.press('Control+Enter')
  await mail.toast('Invio tra pochi secondi').waitFor()
  await mail.toast('Messaggio inviato').waitFor()
  expect((await ask('outgoing')).some(({ raw }) => raw.includes('Risposta dalla tastiera.'))).toBe(true)

  await keys.press('?')
  await page.getByRole('dialog', { name: 'Scorciatoie da tastiera' }).waitFor()
  await keys.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await tabTo(page, 'button', 'Nuova cartella')
  await keys.press('Enter')
  await page.getByRole('dialog', { name: 'Nuova cartella' }).waitFor()
  await keys.type('Sopralluoghi')
  await keys.press('Enter')
  await mail.folder('Sopralluoghi').waitFor()
})

test('after a deletion the next message has the focus, and the list and the folders are one stop each', async ({
  page,
  newUser,
}) => {
  const user = newUser('fuoco')
  await user.has(
    'INBOX',
    ['Terza', 'Seconda', 'Prima'].map((subject, at) => ({
      raw: aMessage().to(user.address).subject(subject).text('Testo').build(),
      receivedAt: new Date(Date.now() - (3 - at) * 60_000),
    })),
  )
  const mail = mailOn(page)
  await page.goto('/')
  await page.getByLabel('Indirizzo e-mail').fill(user.address)
  await page.getByLabel('Password', { exact: true }).fill(user.password)
  await page.keyboard.press('Enter')
  await mail.row('Prima').waitFor()

  await tabTo(page, 'grid')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Delete')
  await mail.row('Prima').waitFor({ state: 'detached' })

  expect(await focused(page)).toMatch(/^grid/)
  expect(await activeRow(page)).toContain('Seconda')
  expect(
    await page.locator('[role=grid] [tabindex="0"], [role=grid] button:not([tabindex="-1"])').count(),
  ).toBe(0)
  for (const tree of await page.getByRole('tree').all())
    expect(await tree.locator('[tabindex="0"]').count()).toBe(1)
})

const activeRow = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant')
    return (id && document.getElementById(id)?.textContent) || ''
  })
