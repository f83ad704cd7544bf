import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { beginMessage, composerOn } from '../pages/composer.ts'
import { contactsOn } from '../pages/contacts.ts'
import { signIn } from '../pages/sign-in.ts'

test('whom one wrote to is offered the next time, becomes a contact, and is forgotten when one says so', async ({
  page,
  openPage,
  newUser,
}) => {
  const user = newUser('scrive')
  const contacts = contactsOn(page)
  await signIn(page, user)
  const first = await beginMessage(page)
  await first.addRecipient('Ottavia Zucchi <zucchi@studio.example>')
  await first.addRecipient('Zaccaria Berti <berti@studio.example>')
  await first.subject.fill('Sopralluogo')
  await first.sendNow()
  await contacts.notices.getByText('Messaggio inviato').waitFor()

  const second = await beginMessage(page)
  await second.recipients.fill('zuc')
  await page.getByRole('option', { name: /Ottavia Zucchi.*Scritto di recente/ }).waitFor()
  await second.recipients.fill('')
  await second.panel.getByRole('button', { name: 'Chiudi e salva la bozza' }).click()

  await contacts.go()
  await contacts.side.getByRole('button', { name: 'Persone a cui hai scritto 2' }).click()
  await contacts.row('Ottavia Zucchi').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await contacts.row('Ottavia Zucchi').click()
  await contacts.card('Ottavia Zucchi').getByRole('button', { name: 'Aggiungi a una rubrica' }).click()
  await page.getByRole('menuitem', { name: 'Rubrica personale' }).click()
  await contacts.notice('Ottavia Zucchi è in «Rubrica personale»').waitFor()
  await contacts.row('Berti').focus()
  await page.keyboard.press('Delete')
  await contacts.notice('Dimenticato: Zaccaria Berti').waitFor()
  await contacts.undo()
  await contacts.row('Zaccaria Berti').waitFor()
  await contacts.sheet.getByRole('button', { name: 'Altre azioni' }).first().click()
  await page.getByRole('menuitem', { name: 'Dimentica tutti' }).click()
  await contacts.sheet.getByText('Qui non c’è nessuno').waitFor()

  // Somebody of another body is offered neither them nor anybody of this one.
  const elsewhere = await openPage()
  await signIn(elsewhere, { address: 'nadia.neri@borgometauro.example' })
  const third = await beginMessage(elsewhere)
  await third.addRecipient('Zeno Sartini <zeno@borgometauro.example>')
  await third.subject.fill('Prova')
  await third.sendNow()
  await contactsOn(elsewhere).notices.getByText('Messaggio inviato').waitFor()
  const { recipients } = await beginMessage(elsewhere)
  for (const text of ['z', 'sart']) {
    await recipients.fill(text)
    await elsewhere.getByRole('option', { name: /Zeno Sartini/ }).waitFor()
    expect(await elsewhere.getByRole('option').count()).toBe(1)
  }
})

test('a star brings a colleague among the favourites, and a search is kept under a name', async ({
  page,
  newUser,
}) => {
  const contacts = contactsOn(page)
  await signIn(page, newUser('preferiti'))
  await contacts.go()
  await contacts.search.fill('sarti')
  await contacts.row('Sarti Lucia').click()
  await contacts.card('Lucia Sarti').getByRole('button', { name: 'Preferito' }).click()
  await contacts.side.getByRole('button', { name: 'Preferiti 1' }).click()
  await contacts.sheet.getByText('1 persona').waitFor()
  expect(await problemsOf(page)).toEqual([])

  await contacts.search.fill('anagrafe')
  await contacts.sheet.getByRole('button', { name: 'Salva questa ricerca' }).click()
  const form = page.getByRole('dialog', { name: 'Salva questa ricerca' })
  await form.getByLabel('Nome della ricerca').fill('Gente dell’anagrafe')
  await form.getByLabel('Dove cerca').selectOption('Dipendenti')
  expect(await problemsOf(page)).toEqual([])
  await form.getByRole('button', { name: 'Salva' }).click()
  await contacts.sheet.getByRole('heading', { level: 1, name: 'Gente dell’anagrafe' }).waitFor()
  await contacts.row('Sarti Lucia').waitFor()
  await contacts.side.getByRole('button', { name: 'Azioni su Gente dell’anagrafe' }).click()
  await page.getByRole('menuitem', { name: 'Elimina' }).click()
  await contacts.undo()
  await contacts.side.getByRole('button', { name: 'Gente dell’anagrafe', exact: true }).waitFor()

  await contacts.side.getByRole('button', { name: /^Dipendenti/ }).click()
  await page.getByRole('button', { name: 'Per ufficio' }).press('Enter')
  const office = page.getByRole('treeitem', { name: /^Anagrafe e stato civile/ })
  await office.waitFor()
  expect(await problemsOf(page)).toEqual([])
  await office.press('Enter')
  await contacts.sheet.getByRole('heading', { level: 1, name: 'Anagrafe e stato civile' }).waitFor()
  await page.getByRole('button', { name: 'Scrivi a tutto l’ufficio' }).click()
  const composer = composerOn(page)
  await composer.words.waitFor()
  expect(await composer.panel.locator('.recipient').count()).toBe(3)
})

test('a book is shared with a colleague, who sees it at once, and no more when it is taken back', async ({
  page,
  openPage,
  newUser,
  tolerate,
}) => {
  // What was asked for in the moment it is taken back is not found.
  tolerate(/status of 404 .*\/api\/contacts\/(?:books|cards)\//)
  const [owner, colleague] = [newUser('condivide'), newUser('riceve')]
  const contacts = contactsOn(page)
  await signIn(page, owner)
  await contacts.go()
  await page.getByRole('button', { name: 'Nuovo contatto' }).click()
  const form = contacts.form('Nuovo contatto')
  await form.getByLabel('Cognome').fill('Abbondanza')
  await form.getByRole('button', { name: 'Salva' }).click()
  await contacts.card('Abbondanza').waitFor()
  const theirs = await openPage()
  const seen = contactsOn(theirs)
  await signIn(theirs, colleague)
  await seen.go()

  await contacts.side.getByRole('button', { name: 'Azioni su Rubrica personale' }).click()
  await page.getByRole('menuitem', { name: 'Condividi…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Condividi «Rubrica personale»' })
  await dialog.getByLabel('Persona').fill(colleague.address)
  await dialog.getByRole('button', { name: 'Condividi', exact: true }).click()
  await dialog.getByRole('button', { name: /^Non condividere più/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  const lent = seen.side.getByRole('region', { name: 'Condivise con te' })
  await lent.getByRole('button', { name: /^Rubrica personale.*in sola lettura/ }).click()
  await seen.row('Abbondanza').click()
  await seen.card('Abbondanza').getByText('In sola lettura').first().waitFor()
  expect(await problemsOf(theirs)).toEqual([])

  await dialog.getByRole('button', { name: /^Non condividere più/ }).click()
  await lent.waitFor({ state: 'detached' })
  await seen.row('Abbondanza').waitFor({ state: 'detached' })
})
