import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { composerOn } from '../pages/composer.ts'
import { contactsOn } from '../pages/contacts.ts'
import { signIn } from '../pages/sign-in.ts'

/** A picture of one colour, large enough to be cut. */
const picture = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 900
    canvas.height = 600
    const context = canvas.getContext('2d')!
    context.fillStyle = '#357'
    context.fillRect(0, 0, 900, 600)
    return canvas.toDataURL('image/png').split(',')[1]!
  })

test('a person is made with a photo, found while one writes to them, changed, and a removal is taken back', async ({
  page,
  newUser,
}) => {
  const user = newUser('rubrica')
  const contacts = contactsOn(page)
  await signIn(page, user)
  await contacts.go()

  await page.getByRole('button', { name: 'Nuovo contatto' }).click()
  const form = contacts.form('Nuovo contatto')
  await form.getByLabel('Nome', { exact: true }).fill('Niccolò')
  await form.getByLabel('Cognome').fill('Pezzè')
  await form.getByLabel('Ufficio').fill('Catasto')
  await form.getByRole('button', { name: 'Aggiungi e-mail' }).click()
  await form.getByRole('textbox', { name: 'E-mail' }).fill('niccolo.pezze@studio.example')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    form.getByRole('button', { name: 'Scegli una foto' }).click(),
  ])
  await chooser.setFiles({
    name: 'foto.png',
    mimeType: 'image/png',
    buffer: Buffer.from(await picture(page), 'base64'),
  })
  await page.getByRole('button', { name: 'Usa la foto' }).click()
  await form.getByRole('img', { name: /^Foto di/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await form.getByRole('button', { name: 'Salva' }).click()
  const card = contacts.card('Niccolò Pezzè')
  await card.getByRole('button', { name: 'niccolo.pezze@studio.example', exact: true }).waitFor()
  await card.getByRole('img', { name: 'Foto di Niccolò Pezzè' }).waitFor()
  expect(await problemsOf(page)).toEqual([])

  await card.getByRole('button', { name: 'Scrivi', exact: true }).click()
  const composer = composerOn(page)
  await composer.chip('Niccolò Pezzè').waitFor()
  await composer.chip('Niccolò Pezzè').click()
  await composer.recipients.fill('catas')
  await page.getByRole('option', { name: /Niccolò Pezzè/ }).waitFor()
  await composer.recipients.press('Enter')
  await composer.chip('Niccolò Pezzè').waitFor()
  await composer.panel.getByRole('button', { name: 'Chiudi e salva la bozza' }).click()

  await card.getByRole('button', { name: 'Modifica' }).click()
  await contacts.form('Modifica contatto').getByLabel('Qualifica').fill('Geometra')
  await contacts.form('Modifica contatto').getByRole('button', { name: 'Salva' }).click()
  await card.getByText('Geometra · Catasto').waitFor()
  await contacts.search.fill('pezze cata')
  await contacts.row('Pezzè Niccolò').focus()
  await page.keyboard.press('Delete')
  await contacts.notice('Eliminato: Pezzè Niccolò').waitFor()
  await contacts.undo()
  await contacts.notice('Annullato').waitFor()
  await contacts.row('Pezzè Niccolò').waitFor()
})

test('by keyboard alone a group is made of people of the body, and one writes to all of them', async ({
  page,
  newUser,
}) => {
  const user = newUser('gruppi')
  const contacts = contactsOn(page)
  await signIn(page, user)
  await contacts.go()
  await contacts.rows.nth(3).waitFor()
  expect(await problemsOf(page)).toEqual([])

  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  const bar = page.getByRole('toolbar', { name: 'Azioni sui contatti selezionati' })
  await bar.getByText('2 selezionati').waitFor()
  await bar.getByRole('button', { name: 'Aggiungi a un gruppo' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Nuovo gruppo…' }).press('Enter')
  await page.getByLabel('Nome del gruppo').fill('Squadra neve')
  await page.keyboard.press('Enter')
  await contacts.sheet.getByRole('heading', { level: 1, name: 'Squadra neve' }).waitFor()
  await contacts.rows.nth(1).waitFor()
  await page.getByRole('combobox', { name: 'Aggiungi persone' }).fill('sarti')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await contacts.sheet.getByText('3 persone').waitFor()
  await page.getByRole('button', { name: 'Scrivi a tutto il gruppo' }).press('Enter')
  const composer = composerOn(page)
  await composer.words.waitFor()
  expect(await composer.panel.locator('.recipient').count()).toBe(3)
  expect(await problemsOf(page)).toEqual([])
})
