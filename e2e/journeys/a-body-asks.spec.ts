import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'

/** The words of a mail, whatever its transfer encoding. */
function wordsOf(raw: string): string {
  const at = raw.indexOf('\r\n\r\n')
  const body = raw.slice(at + 4)
  if (/^content-transfer-encoding: base64/im.test(raw.slice(0, at)))
    return Buffer.from(body, 'base64').toString()
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

test('a body asks by keyboard, leaves, comes back by the link in the mail, sends, and is asked for more', async ({
  page,
  openPage,
  ask,
}) => {
  const next = () => page.getByRole('button', { name: 'Continua' }).press('Enter')
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()
  await ask('outgoing')
  await page.goto('/login')
  await page.getByRole('link', { name: 'Chiedi il servizio' }).click()
  await page.getByRole('button', { name: 'Inizia la richiesta' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Inizia la richiesta' }).press('Enter')

  await page.getByRole('combobox', { name: 'Denominazione' }).pressSequentially('rocca gin')
  await page.getByRole('option', { name: /Comune di Rocca Ginestra Dimostrativo/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await page.getByLabel('Codice IPA').inputValue()).toBe('c_x997')
  await page.getByRole('link', { name: 'Vai al modulo' }).press('Enter')
  await next()
  // What is missing takes the focus, and leads to its field.
  await page.getByRole('group', { name: 'C’è 1 cosa da sistemare' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Manca: Codice fiscale.')
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('link', { name: 'Manca: Codice fiscale.' }).press('Enter')
  await page.keyboard.type('12345678903')
  await next()

  await heading('Chi richiede')
  await page.getByLabel('Nome e cognome').first().fill('Rosa Valli')
  await page.getByLabel('E-mail').first().fill('rosa.valli@roccaginestra.example')
  for (const same of await page.getByRole('button', { name: 'come chi richiede' }).all()) await same.click()
  await page.getByText('L’abbiamo mandato a rosa.valli@roccaginestra.example.').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Esci' }).click()
  await page.getByRole('button', { name: 'Inizia la richiesta' }).waitFor()

  const mails = async () => (await ask('outgoing')).map(({ raw }) => wordsOf(raw))
  let mail = ''
  await expect
    .poll(async () => (mail += (await mails()).join('')), { timeout: 30_000 })
    .toContain('/enrolment#')
  const link = /https?:\S+\/enrolment#\S+/.exec(mail)![0]
  await page.goto(link)
  await heading('Ente')
  expect(page.url()).not.toContain('#')
  await page.getByRole('link', { name: 'Convenzione' }).click()

  await page.getByLabel('Numero della convenzione').fill('48')
  await page.getByLabel('Data', { exact: true }).fill('2026-01-12')
  const letter = page.locator('input[type=file]')
  await letter.setInputFiles({
    name: 'lettera.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 …'),
  })
  await page.getByRole('link', { name: 'lettera.pdf' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await next()

  await heading('Domini e server')
  const domain = page.getByLabel('Aggiungi un dominio')
  await domain.fill('polizialocale.roccaginestra')
  await domain.press('Enter')
  await page.getByText('Manca la parte finale del dominio, per esempio .example o .it').waitFor()
  await domain.fill('roccaginestra.example')
  await domain.press('Enter')
  await page.getByRole('button', { name: 'Togli roccaginestra.example' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await next()
  await heading('Servizi')
  expect(await problemsOf(page)).toEqual([])
  await next()
  await heading('Privacy')
  await page.getByLabel('L’ente nomina la Provincia').check()
  expect(await problemsOf(page)).toEqual([])
  await page.goBack()
  await heading('Servizi')
  await page.goForward()
  await page.getByRole('button', { name: 'Vai al riepilogo' }).press('Enter')
  await heading('Riepilogo e invio')
  await page.getByText('È tutto completo').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Invia la richiesta' }).press('Enter')
  await heading('Richiesta inviata')
  expect(await problemsOf(page)).toEqual([])

  await ask('staffetta', 'tenant', 'set-state', 'rocca-ginestra', 'more-asked', '--reason', 'Manca la firma')
  const elsewhere = await openPage({ viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
  await elsewhere.goto(link)
  await elsewhere.getByText('Manca la firma').waitFor()
  expect(await elsewhere.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  expect(await problemsOf(elsewhere)).toEqual([])
  await elsewhere.getByRole('link', { name: 'Riepilogo e invio' }).click()
  await elsewhere.getByRole('button', { name: 'Invia di nuovo' }).click()
  await elsewhere.getByRole('heading', { name: 'In verifica' }).waitFor()
  await expect
    .poll(async () => (mail += (await mails()).join('')), { timeout: 30_000 })
    .toContain('La richiesta è in verifica')
  expect(mail).toContain('Motivo: Manca la firma')
})

test('whoever runs the service finds the request in the queue, reads it, and asks for more', async ({
  page,
  newUser,
  ask,
}) => {
  const admin = adminOn(page)
  const decide = async (step: string, title: RegExp, reason: string) => {
    await page.getByRole('button', { name: step, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.getByLabel('Motivo').fill(reason)
    expect(await problemsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: step, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await enterAdministration(page, ask, { address: newUser('operatore').address, role: ['operator'] })
  await admin.section('Richieste')
  await page.getByRole('link', { name: 'Unione montana Alta Valle' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await admin.body('Unione montana Alta Valle')
  await page.getByText('altavalle.example').first().waitFor()
  await page.getByRole('link', { name: 'Scarica Richiesta di adesione.pdf' }).waitFor()
  expect(await problemsOf(page)).toEqual([])

  await decide('Chiedi integrazioni', /Chiedere integrazioni/, 'Manca la firma digitale')
  await page.getByText(/Integrazioni richieste .*: Manca la firma digitale/).waitFor()
  await decide('Prendi in verifica', /Prendere in verifica/, 'Arrivata per PEC')
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  expect(await problemsOf(page)).toEqual([])
})
