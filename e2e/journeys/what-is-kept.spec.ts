import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
import { beginMessage } from '../pages/composer.ts'
import { signIn } from '../pages/sign-in.ts'

test('a letter is found in the mail log for a reason, and its log is kept for longer only by an agreement', async ({
  page,
  openPage,
  newUser,
  ask,
}) => {
  const clerk = newUser('ada')
  const theirs = await openPage()
  await signIn(theirs, clerk)
  const composer = await beginMessage(theirs)
  await composer.addRecipient('segreteria@altrove.example')
  await composer.subject.fill('Pratica riservata')
  await composer.sendNow()

  const admin = adminOn(page)
  await enterAdministration(page, ask, { address: newUser('operatore').address, role: ['operator'] })
  await admin.body('Comune di Monteverde sul Foglia')
  await admin.part('Conservazione')
  await page.getByText('al massimo 12 ore').waitFor()

  await page.getByLabel('Indirizzo o Message-ID').fill(clerk.address)
  await page.getByRole('button', { name: 'Cerca', exact: true }).click()
  await page.getByRole('alert').getByText('Scrivi il motivo').waitFor()
  await page.getByLabel('Motivo della ricerca').fill('Segnalazione 77')
  await page.getByLabel('Motivo della ricerca').press('Enter')
  await page.getByRole('status').getByText('1 messaggio').waitFor()
  const row = page.getByRole('row').filter({ hasText: 'segreteria@altrove.example' })
  await row.getByText('Preso dal server').waitFor()
  expect(await page.getByText('Pratica riservata').count()).toBe(0)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Esporta CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^log-.+\.csv$/)

  await page.getByLabel('Giorni', { exact: true }).fill('60')
  await page.getByText('serve l’accordo sindacale').waitFor()
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await page.getByRole('alert').getByText('Servono motivo, protocollo, data').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByLabel('Perché servono più giorni').fill('Guasti che si vedono dopo un mese')
  await page.getByLabel('Protocollo dell’accordo').fill('n. 4411/2026')
  await page.getByLabel('Data dell’accordo').fill('2026-02-03')
  await page.getByLabel('Chi l’ha approvato').fill('Paola Betti')
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await page.getByText('Accordo n. 4411/2026 del 03/02/2026, approvato da Paola Betti.').waitFor()

  await page.getByLabel('Giorni', { exact: true }).fill('21')
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Abbassa ed elimina' }).click()
  await page.getByText('Il log di posta si conserva 21 giorni.').waitFor()
  expect(await problemsOf(page)).toEqual([])

  await admin.part('Registro')
  await page.getByText('Ricerca nel log di posta').first().waitFor()
  await page.getByText('Motivo: Segnalazione 77').first().waitFor()
})
