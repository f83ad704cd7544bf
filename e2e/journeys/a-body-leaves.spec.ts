import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
import { signIn } from '../pages/sign-in.ts'

const [slug, name] = ['roccapartente', 'Comune di Rocca Partente']
const address = 'ines.gori@roccapartente.example'

test('a body leaves: its people are told, what is held of it is taken away, and its deletion has a proof', async ({
  page,
  openPage,
  newUser,
  ask,
  tolerate,
}) => {
  // Whoever is out hears it.
  tolerate(/status of 401 /)
  const { endpoints } = JSON.parse(await ask('staffetta', 'tenant', 'show', 'monteverde', '--json')) as {
    endpoints: Record<'imap' | 'smtp', { host: string; port: number }>
  }
  await ask('staffetta', 'tenant', 'add', slug, '--name', name, '--domain', `${slug}.example`)
  for (const kind of ['imap', 'smtp'] as const) {
    const where = ['--host', endpoints[kind].host, '--port', String(endpoints[kind].port), '--tls', 'none']
    await ask('staffetta', 'tenant', 'set-endpoint', slug, kind, ...where)
  }
  await ask('staffetta', 'tenant', 'enable', slug, 'mail')

  const admin = adminOn(page)
  await enterAdministration(page, ask, {
    address: newUser('operatore').address,
    role: ['operator'],
  })
  await admin.body(name)
  await admin.part('Richiesta e stato')
  await page.getByRole('button', { name: 'Avvia la dismissione' }).click()
  await page.getByText('Il servizio dura ancora 30 giorni').waitFor()
  await page.getByRole('dialog').getByRole('textbox').fill('Recesso, det. 9/2027')
  await page.getByRole('dialog').getByRole('button', { name: 'Avvia la dismissione' }).click()
  await admin.part('Dismissione')
  await page.getByText('Il servizio è attivo fino a').waitFor()
  expect(await page.getByRole('button', { name: 'Elimina i dati…' }).isDisabled()).toBe(true)

  const theirs = await openPage()
  await signIn(theirs, { address })
  const told = theirs.getByRole('dialog', { name: /^Il servizio finisce il / })
  await told.getByText(`${name} lascia Staffetta`).waitFor()
  expect(await problemsOf(theirs)).toEqual([])
  await told.getByRole('button', { name: 'Prendi la copia' }).click()
  await theirs.getByText('Prima puoi prendere una copia').waitFor()

  await page.getByRole('button', { name: 'Prepara l’esportazione' }).click()
  await page.getByText('Nessuno l’ha ancora scaricata.').waitFor({ timeout: 20_000 })
  expect(await problemsOf(page)).toEqual([])
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Scarica' }).click(),
  ])
  expect(file.suggestedFilename()).toBe(`${slug}.zip`)
  await page.getByText('Scaricata da').waitFor()

  const over = new Date(Date.now() + 1500).toISOString()
  await ask('staffetta', 'tenant', 'closing', slug, '--ends', over, '--reason', 'Concordato')
  await page.waitForTimeout(1600)
  await page.reload()
  await page.getByText('il servizio è spento').waitFor()
  await page.getByRole('button', { name: 'Elimina i dati…' }).click()
  const sure = page.getByRole('alertdialog')
  await sure.getByLabel(`Scrivi il nome dell’ente: ${name}`).fill('Comune di Rocca')
  await sure.getByRole('button', { name: 'Elimina tutto' }).click()
  await sure.getByText('Il nome non è questo.').waitFor()
  await sure.getByText('Scrivi il motivo.').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await sure.getByLabel(`Scrivi il nome dell’ente: ${name}`).fill(name)
  await sure.getByLabel('Motivo, per esempio').fill('Recesso, det. 9/2027')
  await sure.getByRole('button', { name: 'Elimina tutto' }).click()
  await page.getByText(`Di ${name} non resta nulla in Staffetta`).waitFor()
  await page.getByRole('row', { name: /^Totale \d+ 0$/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])

  await theirs
    .getByText(/sessione/i)
    .first()
    .waitFor({ timeout: 30_000 })
  expect(await ask('staffetta', 'tenant', 'proof', slug)).toContain('"kind": "deletion"')
})
