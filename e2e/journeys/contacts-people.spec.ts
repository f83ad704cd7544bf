import { aMessage } from '@staffetta/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { withCards } from '../pages/cards.ts'
import { beginMessage } from '../pages/composer.ts'
import { contactsOn } from '../pages/contacts.ts'
import { signIn } from '../pages/sign-in.ts'

const twice = [
  { given: 'Chiara', family: 'Baldelli', emails: ['chiara@studio.example'], title: 'Geometra' },
  {
    given: 'Chiara',
    family: 'Baldelli',
    emails: ['CHIARA@studio.example', 'chiara@casa.example'],
    title: 'Perita',
  },
  { group: { name: 'Tecnici', of: [1] } },
  { given: 'Mario', family: 'Rossi', organisation: 'Bar Centrale' },
  { given: 'Mario', family: 'Rossi', organisation: 'Ferramenta' },
]
const pane = (page: Page) => page.getByRole('region', { name: 'Unisci due contatti' })

test('one person on two cards is found, compared and made one, and that is taken back', async ({
  page,
  newUser,
}) => {
  const contacts = contactsOn(page)
  await signIn(page, newUser('doppi'))
  await withCards(page, twice)
  await contacts.go()
  await contacts.row('Baldelli Chiara').click()
  await contacts.sheet.getByText(/Forse c’è già un’altra scheda/).waitFor()

  await page.getByRole('button', { name: 'Altre azioni' }).first().click()
  await page.getByRole('menuitem', { name: 'Trova duplicati' }).click()
  const list = page.getByRole('region', { name: 'Duplicati' })
  await list.getByRole('button', { name: /Baldelli Chiara.*Stesso indirizzo e-mail, stesso nome/ }).click()
  await pane(page).getByRole('group', { name: 'Qualifica' }).getByLabel('Perita').check()
  expect(await problemsOf(page)).toEqual([])
  await pane(page).getByRole('button', { name: 'Unisci', exact: true }).click()
  await contacts.notice('Contatti uniti: Chiara Baldelli').waitFor()
  await list.getByRole('button', { name: /Baldelli/ }).waitFor({ state: 'detached' })
  await list.getByRole('button', { name: /Rossi Mario.*può essere un omonimo/ }).waitFor()
  await contacts.undo()
  await contacts.notice('Annullato').waitFor()
  await list.getByRole('button', { name: /Baldelli Chiara/ }).waitFor()

  await list.getByRole('button', { name: /Rossi Mario/ }).click()
  await pane(page).getByRole('button', { name: 'Non sono la stessa persona' }).click()
  await list.getByRole('button', { name: /Rossi Mario/ }).waitFor({ state: 'detached' })
  await contacts.undo()
  await list.getByRole('button', { name: /Rossi Mario/ }).waitFor()
})

test('by keyboard alone two cards are chosen and made one', async ({ page, newUser }) => {
  const contacts = contactsOn(page)
  await signIn(page, newUser('unire'))
  await withCards(page, twice)
  await contacts.go()
  await contacts.search.fill('baldelli')
  await expect.poll(() => contacts.rows.count()).toBe(2)
  await contacts.search.press('Enter')
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  const bar = page.getByRole('toolbar', { name: 'Azioni sui contatti selezionati' })
  await bar.getByRole('button', { name: 'Unisci' }).press('Enter')
  await pane(page).getByRole('group', { name: 'E-mail' }).getByLabel('Tieni tutti').waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Unisci due contatti')
  await pane(page).getByRole('button', { name: 'Unisci', exact: true }).press('Enter')
  const card = contacts.card('Chiara Baldelli')
  await card.getByText('chiara@casa.example').waitFor()
  await card.getByRole('button', { name: 'Tecnici' }).waitFor()
  await expect.poll(() => contacts.rows.count()).toBe(1)
})

test('who somebody is stands beside their name: by resting on it, by key, and away again by Esc', async ({
  page,
  newUser,
}) => {
  const user = newUser('chi')
  await user.receive(
    aMessage()
      .from('Chiara <chiara@studio.example>')
      .to(user.address)
      .subject('Preventivo infissi')
      .text('Ecco'),
  )
  await signIn(page, user)
  await withCards(page, [
    {
      given: 'Chiara',
      family: 'Baldelli',
      emails: ['chiara@studio.example'],
      title: 'Geometra',
      phones: ['338 1'],
    },
  ])
  const composer = await beginMessage(page)
  await composer.addRecipient('chiara@studio.example')
  await composer.addRecipient('nessuno@altrove.example')
  const face = (address: string) => composer.panel.locator(`.recipient-face[data-person^="${address}"]`)
  const card = page.getByRole('dialog', { name: /^Chi è/ })
  await expect
    .poll(
      async () => {
        await page.mouse.move(0, 0)
        await face('chiara@').hover()
        return card.isVisible()
      },
      { interval: 1_000, timeout: 30_000 },
    )
    .toBe(true)
  await card.getByText('Geometra').waitFor()
  await card.getByText('338 1').hover()
  await page.waitForTimeout(500)
  expect(await problemsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await card.waitFor({ state: 'detached' })
  await composer.words.waitFor()

  await face('nessuno@').press('Space')
  await card.getByRole('button', { name: 'Aggiungi ai contatti' }).waitFor()
  expect(await card.getByRole('button', { name: 'Scrivi' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  expect(await face('nessuno@').evaluate((one) => one === document.activeElement)).toBe(true)

  await face('chiara@').press('Space')
  await card.getByRole('button', { name: 'Apri la scheda' }).press('Enter')
  const recent = page.getByRole('region', { name: 'Scambi recenti' })
  await recent.getByRole('link', { name: /Preventivo infissi/ }).press('Enter')
  await page.getByRole('heading', { name: 'Preventivo infissi' }).waitFor()
})

test('a recipient is written to at another address, a group is unfolded, and many outside go to Ccn', async ({
  page,
  newUser,
}) => {
  const user = newUser('chip')
  await signIn(page, user)
  await withCards(page, [
    { given: 'Chiara', family: 'Baldelli', emails: ['chiara@studio.example', 'chiara@casa.example'] },
    { given: 'Ugo', family: 'Neri', emails: ['ugo@studio.example'] },
    { group: { name: 'Tecnici di zona', of: [0, 1] } },
  ])
  const composer = await beginMessage(page)
  const choose = async (text: string, option: RegExp) => {
    await composer.recipients.fill(text)
    await page.getByRole('option', { name: option }).first().waitFor()
    await page.getByRole('option', { name: option }).first().click()
  }
  await choose('tecnici', /Tecnici di zona/)
  const face = (name: string | RegExp) => composer.panel.locator('.recipient-face').filter({ hasText: name })
  await face('Tecnici di zona').getByText('2', { exact: true }).waitFor()
  await face('Tecnici di zona').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Espandi (2 persone)' }).click()
  await face('Ugo Neri').waitFor()
  await face('Chiara Baldelli').focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'chiara@casa.example' }).click()
  await face('Chiara Baldelli').and(page.locator('[data-person="chiara@casa.example"]')).waitFor()

  await composer.recipients.fill(
    Array.from({ length: 8 }, (_, at) => `fuori${at}@altrove.example`).join(', '),
  )
  await composer.recipients.press('Enter')
  await composer.panel.getByText('Stai per mostrare 10 indirizzi esterni').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await composer.panel.getByRole('button', { name: 'Sposta in Ccn' }).click()
  await composer.panel.getByText(/Stai per mostrare/).waitFor({ state: 'detached' })
  expect(await composer.panel.locator('.composer-recipients').last().locator('.recipient').count()).toBe(10)
})

test('addresses are pasted into a group, and people are dragged onto it', async ({ page, newUser }) => {
  const contacts = contactsOn(page)
  await signIn(page, newUser('incolla'))
  await withCards(page, [
    { given: 'Chiara', family: 'Baldelli', emails: ['chiara@studio.example'] },
    { given: 'Ugo', family: 'Neri', emails: ['ugo@studio.example'] },
    { group: { name: 'Potature', of: [] } },
  ])
  await contacts.go()
  await contacts.side.getByRole('button', { name: /^Potature/ }).click()
  const field = page.getByRole('combobox', { name: 'Aggiungi persone' })
  await field.evaluate((input) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', '"Baldelli, Chiara" <CHIARA@studio.example>; dan@altrove.example, non è')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await contacts.row('Baldelli Chiara').waitFor()
  await contacts.row('dan@altrove.example').waitFor()
  expect(await field.inputValue()).toBe('non è')
  await contacts.search.fill('neri ugo')
  await contacts.row('Neri Ugo').dragTo(contacts.side.getByRole('button', { name: /^Potature/ }))
  await contacts.notice('Neri Ugo è nel gruppo «Potature»').waitFor()
})
