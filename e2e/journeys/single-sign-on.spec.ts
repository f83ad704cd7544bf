import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { beginMessage } from '../pages/composer.ts'
import { mailOn } from '../pages/mail.ts'

const newAddress = () => `unico.${randomBytes(4).toString('hex')}@borgometauro.example`
const wayIn = (page: Page) => page.getByRole('button', { name: 'Entra con l’accesso unico dell’ente' })

/** What the provider asks, in its own page. */
async function proveAtProvider(page: Page): Promise<void> {
  await page.getByLabel('Password').fill('password')
  await page.getByRole('button', { name: 'Accedi' }).click()
}

test('whoever comes by their body’s single sign-on writes on while tokens end, and is out when they leave there', async ({
  page,
  ask,
  tolerate,
}) => {
  tolerate(/status of 401/)
  tolerate(/status of 403 .*drafts/) // saved by itself with the token of the session before; it is tried again
  const address = newAddress()
  await page.goto('/')
  await page.getByLabel('Indirizzo e-mail').fill(address)
  await wayIn(page).press('Enter')
  await page.getByRole('button', { name: 'Annulla' }).click()
  await page.getByRole('alert').getByText('oppure hai annullato').waitFor()
  await page.getByLabel('Indirizzo e-mail').fill(address)
  await wayIn(page).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await wayIn(page).press('Enter')
  await proveAtProvider(page)
  await page.locator('.list-pane .empty-state').waitFor()

  const composer = await beginMessage(page)
  await composer.addRecipient('irene.mancini@posta.example')
  await composer.subject.fill('Certificato')
  await composer.words.fill('Gentile signora,')
  const before = await ask('renewals')
  await page.waitForTimeout(4_000)
  await composer.words.press('End')
  await composer.words.pressSequentially(' il certificato è pronto.')
  await composer.sendNow()
  await mailOn(page).toast('Messaggio inviato').waitFor()
  const sent = await ask('outgoing')
  expect(sent).toMatchObject([{ sender: address, raw: expect.stringContaining('Gentile signora, il') }])
  expect(await ask('renewals')).toBeGreaterThan(before)

  const unsaved = await beginMessage(page)
  await unsaved.subject.fill('Non ancora salvato')
  await unsaved.words.fill('Questo testo non deve andare perso.')
  await ask('leaveAtProvider', address)
  const dialog = page.getByRole('dialog', { name: 'Entra di nuovo' })
  await wayIn(page).waitFor()
  expect(await problemsOf(page)).toEqual([])
  const [beside] = await Promise.all([page.waitForEvent('popup'), wayIn(page).press('Enter')])
  await proveAtProvider(beside)
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => beside.isClosed()).toBe(true)
  expect(await unsaved.subject.inputValue()).toBe('Non ancora salvato')
  expect(await unsaved.words.innerText()).toContain('non deve andare perso')
  await unsaved.saved.waitFor()

  await page.getByRole('button', { name: 'Menu personale' }).click()
  await page.getByRole('menuitem', { name: 'Esci', exact: true }).click()
  await page.getByRole('button', { name: 'Esci dall’accesso unico' }).click()
  await page.getByText('Su questo computer non è rimasto nulla di tuo.').waitFor()
})
