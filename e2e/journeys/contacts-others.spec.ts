import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { addressBookOf } from '../other-program.ts'
import { beginMessage } from '../pages/composer.ts'
import { contactsOn } from '../pages/contacts.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

test('what another program changes in a card appears by itself, and where both changed the same one chooses', async ({
  page,
  stack,
  newUser,
  tolerate,
}) => {
  tolerate(/status of 409 .*\/api\/contacts\/cards/)
  const user = newUser('scheda')
  const other = await addressBookOf(stack, user)
  const card = (...lines: string[]) => other.put('ada', ['FN:Ada Neri', 'N:Neri;Ada;;;', ...lines])
  await card('TITLE:Geometra')
  const contacts = contactsOn(page)
  await signIn(page, user)
  await contacts.go()
  await contacts.search.fill('neri')
  await contacts.row('Neri Ada').click()
  await contacts.card('Ada Neri').getByText('Geometra').waitFor()
  await card('TITLE:Architetta')
  await contacts.card('Ada Neri').getByText('Architetta').waitFor()

  await page.keyboard.press('e')
  const form = contacts.form('Modifica contatto')
  await form.getByLabel('Qualifica').fill('Ingegnera')
  await form.getByLabel('Ufficio').fill('Viabilità')
  await card('TITLE:Dirigente', 'ORG:Provincia', 'X-ALTRO-PROGRAMMA:suo')
  await form.getByRole('button', { name: 'Salva' }).press('Enter')
  const conflict = page.getByRole('dialog', { name: 'Qualcun altro ha cambiato questo contatto' })
  const title = conflict.getByRole('group', { name: 'Qualifica' })
  await title.getByLabel('Dirigente').waitFor()
  expect(await title.getByLabel('Ingegnera').isChecked()).toBe(true)
  expect(await conflict.getByRole('group').count()).toBe(1)
  await conflict.getByRole('button', { name: 'Torna al modulo' }).press('Enter')
  expect(await form.getByLabel('Ufficio').inputValue()).toBe('Viabilità')
  await form.getByRole('button', { name: 'Salva' }).press('Enter')
  await conflict.getByRole('button', { name: 'Salva la scelta' }).press('Enter')
  await contacts.card('Ada Neri').getByText('Ingegnera').waitFor()

  const stored = await other.text('ada')
  for (const line of ['TITLE:Ingegnera', 'ORG:Provincia;Viabilità', 'X-ALTRO-PROGRAMMA:suo'])
    expect(stored).toContain(line)
})

test('by keyboard alone the sender of a mail goes into the book, and a second time is known', async ({
  page,
  newUser,
}) => {
  const user = newUser('mittente')
  await user.receive(
    aMessage()
      .from('Ida Galli <ida.galli@studio.example>')
      .to(user.address)
      .subject('Due righe')
      .text('Salve.'),
  )
  const mail = mailOn(page)
  const contacts = contactsOn(page)
  await signIn(page, user)
  await mail.open('Due righe')
  const sender = page.getByRole('article').getByRole('button', { name: 'Ida Galli' }).first()
  await mail.body.evaluate((body) => body.setAttribute('data-here', 'yes'))
  await sender.press('Enter')
  const card = page.getByRole('dialog', { name: /^Chi è/ })
  await card.getByRole('button', { name: 'Aggiungi ai contatti' }).waitFor()
  // The sentences that came with the card do not load the message anew.
  expect(await mail.body.getAttribute('data-here')).toBe('yes')
  await card.getByRole('button', { name: 'Aggiungi ai contatti' }).press('Enter')
  await contacts.form('Nuovo contatto').getByLabel('Cognome').waitFor()
  expect(await contacts.form('Nuovo contatto').getByLabel('Cognome').inputValue()).toBe('Galli')
  await contacts.form('Nuovo contatto').getByRole('button', { name: 'Salva' }).press('Enter')
  await contacts.card('Ida Galli').waitFor()

  await page.goto('/mail/inbox')
  await mail.open('Due righe')
  await sender.press('Enter')
  await card.getByRole('button', { name: 'Apri la scheda' }).press('Enter')
  await contacts.card('Ida Galli').waitFor()
})

test('people of another body are in no list, no search and no offer of addresses', async ({
  page,
  openPage,
  stack,
  newUser,
}) => {
  const stranger = { address: 'sandra.venturi@borgometauro.example', password: 'password' }
  const book = await addressBookOf(stack, stranger)
  await book.put('ugo', ['FN:Ugo Rinaldi', 'N:Rinaldi;Ugo;;;', 'EMAIL:ugo@borgometauro.example'])
  const contacts = contactsOn(page)
  await signIn(page, newUser('dentro'))
  await contacts.go()
  await contacts.search.fill('sarti')
  await contacts.row('Sarti Lucia').waitFor()

  const outside = await openPage()
  const theirs = contactsOn(outside)
  await signIn(outside, stranger)
  await theirs.go()
  await theirs.search.fill('sarti')
  await theirs.sheet.getByText('Nessun contatto trovato').waitFor()
  expect(await theirs.rows.count()).toBe(0)
  await outside.goto('/mail/inbox')
  const composer = await beginMessage(outside)
  // Whoever is theirs is offered.
  await composer.recipients.fill('rinaldi')
  await outside.getByRole('option').first().waitFor()
  await composer.recipients.fill('sarti')
  await outside.getByRole('option').first().waitFor({ state: 'detached' })
})
