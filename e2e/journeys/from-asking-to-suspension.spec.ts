import { mkdtempSync, chmodSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoDkimRecord } from '@staffetta/testing'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test, type Journey } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
import { beginMessage } from '../pages/composer.ts'
import { signIn } from '../pages/sign-in.ts'

const domain = 'santafiora.example'
const slug = 'citta-di-santa-fiora-al-colle'
const name = /Comune di Città di Santa Fiora al Colle/
const selector = 'provincia2026'

/** The whole request, as quickly as somebody who knows it. */
async function askForService(page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Continua' }).click()
  await page.goto('/enrolment')
  await page.getByRole('button', { name: 'Inizia la richiesta' }).click()
  await page.getByRole('combobox', { name: 'Denominazione' }).pressSequentially('santa fio')
  await page.getByRole('option', { name }).click()
  await page.getByLabel('Codice fiscale').fill('12345678903')
  await next()
  await page.getByLabel('Nome e cognome').first().fill('Rosa Valli')
  await page.getByLabel('E-mail').first().fill(`rosa.valli@${domain}`)
  // The button stays, for whoever changes their mind.
  for (const same of await page.getByRole('button', { name: /: come chi richiede$/ }).all())
    await same.click()
  await next()
  await page.getByLabel('Numero della convenzione').fill('48')
  await page.getByLabel('Data', { exact: true }).fill('2026-01-12')
  const letter = { name: 'lettera.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 …') }
  await page.locator('input[type=file]').setInputFiles(letter)
  await page.getByRole('link', { name: 'lettera.pdf' }).waitFor()
  await next()
  await page.getByLabel('Aggiungi un dominio').fill(domain)
  await page.getByLabel('Aggiungi un dominio').press('Enter')
  await page.getByRole('button', { name: `Togli ${domain}` }).waitFor()
  await next()
  await next()
  await page.getByLabel('L’ente nomina la Provincia').check()
  await page.getByRole('button', { name: 'Vai al riepilogo' }).click()
  await page.getByRole('button', { name: 'Invia la richiesta' }).click()
  await page.getByRole('heading', { name: 'Richiesta inviata' }).waitFor()
}

/** Where the province keeps its mail, and the key it signs with: what operators set by the command line. */
async function setServers(ask: Journey['ask']): Promise<void> {
  const told = JSON.parse(await ask('staffetta', 'tenant', 'show', 'monteverde', '--json')) as {
    endpoints: Record<string, { host: string; port: number }>
  }
  for (const kind of ['imap', 'smtp', 'dav']) {
    const { host, port } = told.endpoints[kind]!
    const where = ['--host', host, '--port', String(port), '--tls', 'none']
    await ask('staffetta', 'tenant', 'set-endpoint', slug, kind, ...where)
  }
  const folder = mkdtempSync(join(tmpdir(), 'staffetta-dkim-'))
  chmodSync(folder, 0o755)
  writeFileSync(join(folder, 'key'), demoDkimRecord, { mode: 0o644 })
  const key = ['--dkim-selector', selector, '--dkim-key-file', join(folder, 'key')]
  await ask('staffetta', 'tenant', 'expect', slug, domain, ...key)
  rmSync(folder, { recursive: true })
}

test('from asking to suspension: a body is checked, approved, enabled, branded, works, and all of it is in the register', async ({
  page,
  openPage,
  newUser,
  ask,
  tolerate,
}) => {
  // Whoever is suspended is told so, by every way the page asks.
  tolerate(/status of 40[13] /)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await askForService(await openPage())

  /** As somebody would who owns the database. */
  const forge = (from: string, to: string) =>
    ask(
      'sql',
      `alter table register_entry disable trigger user;
       update register_entry set record = replace(record, '${from}', '${to}') where record like '%${from}%';
       alter table register_entry enable trigger user`,
    )
  const admin = adminOn(page)
  const decide = async (step: string, reason: string) => {
    await page.getByRole('button', { name: step, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Motivo').fill(reason)
    await dialog.getByRole('button', { name: step, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await enterAdministration(page, ask, { address: newUser('operatore').address, role: ['operator'] })
  await admin.section('Richieste')
  await page.getByRole('link', { name }).click()
  await decide('Prendi in verifica', 'Domanda completa')
  await setServers(ask)

  const part = (word: RegExp) =>
    page.getByRole('group', { name: 'Parti della scheda' }).getByRole('button', { name: word }).click()
  await part(/^Verifiche/)
  await page.getByRole('button', { name: 'Avvia le verifiche' }).click()
  const dkim = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3, name: /DKIM/ }) })
  await page.getByRole('status').getByText('Verifiche concluse:').waitFor({ state: 'attached' })
  await dkim.getByRole('heading', { level: 3 }).click()
  await dkim.getByText(`Nessun record in ${selector}._domainkey.${domain}`).waitFor()
  await dkim.getByRole('button', { name: 'Copia il valore' }).click()
  const value = await page.evaluate(() => navigator.clipboard.readText())
  await ask('publish', `${selector}._domainkey.${domain}`, 'TXT', value)
  await dkim.getByRole('button', { name: 'Ricontrolla DKIM' }).click()
  await dkim.getByText(`Chiave RSA 2048 pubblicata, selettore ${selector}`).waitFor()

  await part(/^Richiesta/)
  await decide('Approva', 'Verifiche superate')
  const checked = await ask('staffetta', 'tenant', 'check', slug, '--only', 'ownership', '--json')
  const [ownership] = JSON.parse(checked) as { records: { name: string; value: string }[] }[]
  const { name: at, value: proof } = ownership!.records[0]!
  await ask('publish', at, 'TXT', proof)
  await decide('Avvia l’attivazione', 'Si comincia dalla posta')
  await part(/^Servizi/)
  await page.getByRole('switch', { name: /Posta/ }).click()
  await page.getByText('Posta: attiva per').waitFor()
  await admin.part('Aspetto')
  await page.getByLabel('Colore', { exact: true }).fill('#ffee00')
  await page.getByText('troppo chiaro o troppo grigio').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: /^Usa #/ }).click()
  await page.getByLabel('Nome dell’ente').fill('Comune di Santa Fiora')
  await page.getByRole('button', { name: 'Salva' }).click()
  await page.getByText('Aspetto salvato').waitFor()
  await part(/^Richiesta/)
  await decide('Attiva', 'Tutto pronto')

  const clerk = await openPage()
  await expect
    .poll(async () => {
      const tenants = JSON.parse(await ask('staffetta', 'tenant', 'show', slug, '--json')) as {
        services: string[]
      }
      return tenants.services
    })
    .toContain('mail')
  await signIn(clerk, { address: `anna.neri@${domain}` })
  await clerk.getByText('Comune di Santa Fiora', { exact: true }).waitFor()
  const letter = await beginMessage(clerk)
  await letter.addRecipient('Elena Guidi <elena.guidi@monteverde.example>')
  await letter.subject.fill('Il primo messaggio')
  await letter.sendNow()
  await clerk.getByText('Messaggio inviato').waitFor()

  await decide('Sospendi', 'Convenzione scaduta')
  await clerk
    .getByText(/sessione/i)
    .first()
    .waitFor()
  const again = await openPage()
  await again.goto('/')
  await again.getByLabel('Indirizzo e-mail').fill(`anna.neri@${domain}`)
  await again.getByLabel('Password', { exact: true }).fill('password')
  await again.getByRole('button', { name: 'Entra', exact: true }).click()
  await again.getByText('Convenzione scaduta').waitFor()
  expect(await problemsOf(again)).toEqual([])

  await admin.section('Registro delle operazioni')
  await page.getByRole('button', { name: 'Verifica integrità' }).click()
  await page.getByText('tutte come sono state scritte').waitFor()
  await forge('Verifiche superate', 'Verifiche mancate')
  await page.getByRole('button', { name: 'Verifica integrità' }).click()
  await page.getByText(/L’operazione n\. \d+ non è quella che era stata scritta/).waitFor()
  // The stack is shared: the register of the others is whole.
  await forge('Verifiche mancate', 'Verifiche superate')
})
