import { readFile } from 'node:fs/promises'
import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { contactsOn } from '../pages/contacts.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

/** As Outlook in Italy writes it: windows-1252, semicolons. */
const outlook = {
  name: 'rubrica.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'Titolo;Nome;Cognome;Società;Reparto;Telefono ufficio;Indirizzo posta elettronica;Matricola',
      ';Lucia;Sarti;Comune di Monteverde;Anagrafe;0575 1;lucia.sarti@fuori.example;17',
      ';Niccolò;Pezzè;;;;"/o=Ente/cn=pezze";18',
      ';;;;;;;19',
    ].join('\r\n'),
    'latin1',
  ),
}

test('a table of Outlook goes into a book, its columns where one says, and exported it adds nothing again', async ({
  page,
  newUser,
  tolerate,
}) => {
  tolerate(/status of 422 .*\/contacts\/imports/)
  const contacts = contactsOn(page)
  await signIn(page, newUser('importa'))
  await contacts.go()
  const own = contacts.side.getByRole('region', { name: 'Le mie rubriche' })
  await own.locator('.side-row > button').first().click()
  const dialog = page.getByRole('dialog', { name: 'Importa contatti' })
  const input = dialog.locator('input[type=file]')
  // By the keys: the menu of the book, what it says of importing, and the file.
  await page
    .getByRole('button', { name: /^Azioni su/ })
    .first()
    .focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Importa contatti…' }).focus()
  await page.keyboard.press('Enter')
  await expect
    .poll(() =>
      dialog
        .getByRole('button', { name: 'Scegli un file…' })
        .evaluate((one) => one === document.activeElement),
    )
    .toBe(true)
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500)])
  await input.setInputFiles({ name: 'finto.csv', mimeType: 'text/csv', buffer: zip })
  await dialog.getByText('Questo file non contiene contatti').waitFor()
  await expect.poll(() => problemsOf(page)).toEqual([])

  await input.setInputFiles(outlook)
  await dialog.getByText('Tabella CSV: 2 persone').waitFor()
  await dialog.getByText('letto come Windows-1252').waitFor()
  await dialog.getByText('Niccolò Pezzè').waitFor()
  await dialog.getByText('non c’è né un nome né un indirizzo né un numero, riga 4').waitFor()
  await dialog.getByText('non è un indirizzo e-mail, riga 3, colonna «Indirizzo posta elettronica»').waitFor()
  await dialog.getByText('2 nuovi').waitFor()
  const column = dialog.getByLabel('Colonna «Matricola»')
  await column.focus()
  await column.selectOption('Campo personalizzato')
  await dialog.getByText('1 colonna non ha un posto').waitFor({ state: 'detached' })
  await expect.poll(() => problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Importa', exact: true }).press('Enter')
  await dialog.getByText('Importazione finita.').waitFor()
  await dialog.getByText('2 aggiunti').waitFor()
  await expect.poll(() => problemsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await contacts.row('Sarti Lucia').click()
  await contacts.card('Lucia Sarti').getByText('Matricola').waitFor()
  // What was left out is told for as long as one wants.
  await page.getByRole('button', { name: /Importazione di rubrica\.csv/ }).click()
  await dialog.getByRole('button', { name: 'Togli dall’elenco' }).click()

  const exporting = page.getByRole('dialog', { name: /^Esporta/ })
  await page
    .getByRole('button', { name: /^Azioni su/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Esporta…' }).click()
  await exporting.getByLabel(/^Tabella/).check()
  await expect.poll(() => problemsOf(page)).toEqual([])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    exporting.getByRole('button', { name: 'Esporta', exact: true }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/\.csv$/)
  const text = await readFile(await file.path())
  expect(text.toString()).toContain('lucia.sarti@fuori.example')

  await page
    .getByRole('button', { name: /^Azioni su/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Importa contatti…' }).click()
  await input.setInputFiles({ name: 'di nuovo.csv', mimeType: 'text/csv', buffer: text })
  await dialog.getByText('2 ci sono già', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Importa', exact: true }).click()
  await dialog.getByText('2 c’erano già').waitFor()
  await dialog.getByRole('button', { name: 'Chiudi', exact: true }).click()
  expect(await contacts.rows.count()).toBe(2)
})

test('the contacts of a mail are added beneath its attachment, taken out again, and a second time told to be there', async ({
  page,
  newUser,
}) => {
  const user = newUser('allegata')
  const card = ['BEGIN:VCARD', 'VERSION:3.0', 'UID:bianchi', 'N:Bianchi;Mario;;;', 'FN:Mario Bianchi']
  const vcard = [...card, 'EMAIL:mario@studio.example', 'END:VCARD', ''].join('\r\n')
  await user.receive(
    aMessage()
      .to(user.address)
      .subject('I miei recapiti')
      .text('In allegato.')
      .attach({ filename: 'bianchi.vcf', type: 'text/vcard', content: vcard }),
  )
  const mail = mailOn(page)
  await signIn(page, user)
  await mail.open('I miei recapiti')
  const add = page.getByRole('button', { name: 'Aggiungi alla rubrica' })
  const dialog = page.getByRole('dialog', { name: 'Importa contatti' })
  await add.click()
  await dialog.getByText('vCard: 1 persona').waitFor()
  await dialog.getByText('1 nuovo').waitFor()
  await expect.poll(() => problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Importa', exact: true }).click()
  await dialog.getByText('1 aggiunto').waitFor()
  await dialog.getByRole('button', { name: 'Annulla l’importazione' }).click()
  await page.getByText('Annullata: 1 contatto è tornato com’era.').waitFor()
  await expect.poll(() => add.evaluate((one) => one === document.activeElement)).toBe(true)

  for (const words of ['1 nuovo', '1 c’è già']) {
    await add.press('Enter')
    await dialog.getByText(words, { exact: true }).waitFor()
    await dialog.getByRole('button', { name: 'Importa', exact: true }).click()
    await dialog.getByText('Importazione finita.').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  const contacts = contactsOn(page)
  await contacts.go()
  await contacts.row('Bianchi Mario').waitFor()
})
