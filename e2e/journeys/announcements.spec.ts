import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
import { signIn } from '../pages/sign-in.ts'

/** Of the province alone: nobody else's journey has a line above its work. */
const newPerson = () => `persona.${randomBytes(4).toString('hex')}@provincia.example`
const lineOn = (page: Page, text: string) =>
  page.getByRole('region', { name: 'Avvisi del servizio' }).getByText(text)

test('what is announced comes above the work of whoever is in, can be put away everywhere, and goes when it is over', async ({
  page,
  openPage,
  ask,
}) => {
  const person = newPerson()
  const phone = await openPage({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' })
  await signIn(phone, { address: person })
  const desk = await openPage()
  await signIn(desk, { address: person })
  await enterAdministration(page, ask, { address: newPerson(), role: ['operator'] })
  const admin = adminOn(page)
  await admin.section('Avvisi')
  await page.getByRole('button', { name: 'Nuovo avviso' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Pubblica' }).click()
  await dialog.getByText('Scrivi il testo in italiano.').waitFor()
  await dialog.getByLabel('Testo in italiano').fill('Venerdì lo sportello è chiuso.')
  await dialog.getByRole('radio', { name: 'Alcuni enti' }).check()
  await dialog.getByRole('checkbox', { name: 'Provincia dimostrativa' }).check()
  await dialog.getByRole('region', { name: 'Come lo vedranno le persone' }).getByText('Venerdì').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Pubblica' }).click()
  await page.getByText('Avviso pubblicato.').waitFor()

  await lineOn(desk, 'Venerdì lo sportello').waitFor()
  await lineOn(phone, 'Venerdì lo sportello').waitFor()
  expect(await problemsOf(desk)).toEqual([])
  expect(await problemsOf(phone)).toEqual([])
  await desk.getByRole('button', { name: 'Metti via l’avviso' }).press('Enter')
  await expect.poll(() => lineOn(phone, 'Venerdì lo sportello').count()).toBe(0)
  expect(await desk.evaluate(() => document.activeElement?.id)).toBe('content')
  await desk.reload()
  await desk.getByRole('button', { name: 'Menu personale' }).first().waitFor()

  await page.getByRole('button', { name: /^Cambia l’avviso/ }).click()
  await dialog.getByLabel('Testo in italiano').fill('Venerdì lo sportello è aperto.')
  await dialog.getByRole('button', { name: 'Salva' }).click()
  await lineOn(phone, 'è aperto').waitFor()
  await lineOn(desk, 'è aperto').waitFor()
  await page.getByRole('button', { name: /^Termina ora l’avviso/ }).click()
  await dialog.getByRole('button', { name: 'Termina ora' }).click()
  await expect.poll(() => lineOn(desk, 'è aperto').count()).toBe(0)
  await page.getByRole('heading', { name: 'Passati' }).waitFor()

  const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
  const work = ['--kind', 'maintenance', '--service', 'mail', '--of', 'provincia']
  const from = soon(3)
  await ask(
    'staffetta',
    'announcement',
    'publish',
    'La consegna continua.',
    ...work,
    '--from',
    from,
    '--until',
    soon(12),
  )
  await lineOn(desk, 'Manutenzione').waitFor()
  const stranger = await openPage()
  await stranger.goto('/')
  await stranger.getByLabel('Indirizzo e-mail').fill(person)
  await stranger.getByText('La consegna continua.').waitFor()
  expect(await problemsOf(stranger)).toEqual([])
  await stranger.goto('/stato')
  await stranger.getByText('Posta', { exact: true }).waitFor()
  expect(await stranger.getByText('Non si sa', { exact: true }).count()).toBe(3)
  expect(await problemsOf(stranger)).toEqual([])
  await desk.getByRole('button', { name: 'Riduci' }).click()
  await lineOn(desk, 'Manutenzione in corso').waitFor()
  await expect.poll(() => lineOn(desk, 'La consegna continua.').count()).toBe(0)
  await expect.poll(() => lineOn(desk, 'Manutenzione').count(), { timeout: 30_000 }).toBe(0)
})
