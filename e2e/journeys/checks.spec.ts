import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'

test('a record that is missing is copied from its check, published, and seen when one looks again', async ({
  page,
  newUser,
  ask,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const admin = adminOn(page)
  await enterAdministration(page, ask, { address: newUser('operatore').address, role: ['operator'] })
  await admin.body('Comune di Borgo Metauro')
  await page
    .getByRole('group', { name: 'Parti della scheda' })
    .getByRole('button', { name: /^Verifiche/ })
    .click()
  await page.getByRole('button', { name: 'Ricontrolla tutto' }).click()
  await page.getByRole('status').getByText('Verifiche concluse:').waitFor({ state: 'attached' })
  const row = (name: RegExp) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name }) })
  const dkim = row(/DKIM/)
  await dkim.getByText('Nessun record in provincia2026._domainkey.borgometauro.example').waitFor()
  await row(/Prova di invio e ricezione/)
    .getByText(/Messaggio inviato e ricevuto in/)
    .waitFor()
  expect(await problemsOf(page)).toEqual([])

  await dkim.getByRole('button', { name: 'Copia il valore' }).click()
  await page.getByText('Copiato.').waitFor()
  const value = await page.evaluate(() => navigator.clipboard.readText())
  await ask('publish', 'provincia2026._domainkey.borgometauro.example', 'TXT', value)
  await dkim.getByRole('button', { name: 'Ricontrolla DKIM' }).click()
  await dkim.getByText('Chiave RSA 2048 pubblicata, selettore provincia2026').waitFor()
  await dkim.getByText('prima era errore').waitFor()

  await page.getByRole('button', { name: 'Modifica per borgometauro.example' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Inclusione SPF').fill('_spf.altra.example')
  expect(await problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Salva e ricontrolla' }).click()
  await row(/SPF/)
    .getByText('Mancano i server di invio previsti: include:_spf.altra.example')
    .first()
    .waitFor()
  await ask(
    'staffetta',
    'tenant',
    'expect',
    'borgometauro',
    'borgometauro.example',
    '--spf-include',
    '_spf.provincia.example',
  )
  await page.setViewportSize({ width: 320, height: 700 })
  await row(/SPF/).scrollIntoViewIfNeeded()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})
