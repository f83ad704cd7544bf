import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
import { signIn } from '../pages/sign-in.ts'

test('a list is imported after a look at it, and somebody chosen by keyboard is out, is told so, and in again', async ({
  page,
  openPage,
  newUser,
  ask,
  tolerate,
}) => {
  // Whoever is disabled hears it.
  tolerate(/status of (401|403) /)
  const admin = adminOn(page)
  const [boss, clerk] = [newUser('dirigente'), newUser('bianca')]
  const theirs = await openPage()
  await signIn(theirs, { address: clerk.address })
  await enterAdministration(page, ask, {
    address: boss.address,
    role: ['tenant-admin', '--for', 'monteverde'],
  })
  await admin.body('Comune di Monteverde sul Foglia')
  await admin.part('Persone')

  await page.getByRole('button', { name: 'Importa un elenco' }).click()
  await page
    .getByLabel('Incolla l’elenco')
    .fill(`indirizzo;nome;ufficio\n${clerk.address};Bianca Urbani;Economato\nx@altrove.example;;`)
  await page.getByRole('button', { name: 'Mostra l’anteprima' }).click()
  await page.getByText('Riga 3: x@altrove.example non è in un dominio di questo ente.').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Conferma' }).click()
  await page.getByText('Elenco importato: 1 persona cambiata.').waitFor()

  await page.getByLabel('Cerca per nome, indirizzo o gruppo').fill('urbani econ')
  const row = page.getByRole('listitem').filter({ hasText: 'Bianca Urbani' })
  await row.getByText('1 sessione aperta').waitFor()
  const choose = async () => {
    await row.getByRole('button').focus()
    await page.keyboard.press('Space')
    await page.getByText('1 scelta').waitFor()
  }
  await choose()
  await page.getByRole('button', { name: 'Cambia gruppo' }).click()
  await page.getByRole('dialog').getByRole('combobox').fill('Ragioneria')
  await page.keyboard.press('Enter')
  await page.getByText('1 persona ora nel gruppo Ragioneria.').waitFor()
  await page.getByRole('button', { name: 'Annulla' }).click()
  await row.getByText('Economato').waitFor()

  await choose()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Disabilita', exact: true }).click()
  const sure = page.getByRole('dialog', { name: 'Disabilitare 1 persona?' })
  await sure.getByText('Finisce 1 sessione aperta.').waitFor()
  await sure.getByRole('button', { name: 'Disabilita' }).click()
  await row.getByText('Disabilitata').waitFor()
  const password = theirs.getByRole('textbox', { name: 'Password' })
  await password.fill('password')
  await password.press('Enter')
  await theirs.getByText('Il tuo ente non ha abilitato questo indirizzo a entrare qui.').waitFor()
  await choose()
  await page.getByRole('button', { name: 'Abilita', exact: true }).click()
  await page.getByText('1 persona abilitata.').waitFor()
  await row.getByText('Abilitata').waitFor()
  await password.press('Enter')
  await password.waitFor({ state: 'detached' })
})

test('who leaves is out with one act that says what is left to do elsewhere', async ({
  page,
  newUser,
  ask,
}) => {
  const admin = adminOn(page)
  const [boss, leaver] = [newUser('dirigente'), newUser('uscente')]
  await enterAdministration(page, ask, { address: boss.address, role: ['operator'] })
  await ask('staffetta', 'people', 'enable', 'monteverde', leaver.address)
  await admin.body('Comune di Monteverde sul Foglia')
  await admin.part('Persone')
  await page.getByLabel('Cerca per nome, indirizzo o gruppo').fill(leaver.address)
  await page.getByRole('button', { name: leaver.address }).click()
  await page.getByText('In questo momento non è collegata.').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Lascia l’ente' }).click()
  await page.getByText('Disattiva la casella sul server di posta').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByLabel('Motivo').fill('Pensionamento')
  await page.getByRole('button', { name: 'Chiudi l’accesso' }).click()
  await page.getByText(`${leaver.address} non entra più.`).waitFor()
  await page.getByRole('button', { name: 'Chiudi', exact: true }).last().click()
  const row = page.getByRole('listitem').filter({ hasText: leaver.address })
  await row.getByText('Uscita').waitFor()
  await row.getByRole('button').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Abilita', exact: true }).click()
  await row.getByText('Abilitata').waitFor()
  await admin.part('Registro')
  await page.getByText(`Ha lasciato l’ente: ${leaver.address}`).waitFor()
  await page.getByText('Motivo: Pensionamento').waitFor()
})
