import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { calendarOn } from '../pages/calendar.ts'
import { signIn } from '../pages/sign-in.ts'

const event = (uid: string, start: string, ...lines: string[]) =>
  [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART;TZID=Europe/Rome:${start}`,
    'DURATION:PT1H',
    ...lines,
    'END:VEVENT',
  ].join('\r\n')
const file = (...parts: string[]) => ({
  name: 'vecchia-agenda.ics',
  mimeType: 'text/calendar',
  buffer: Buffer.from(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Altro//IT',
      'METHOD:PUBLISH',
      ...parts,
      'END:VCALENDAR',
      '',
    ].join('\r\n'),
  ),
})
const odd = [
  'BEGIN:VEVENT',
  'UID:senza',
  'DTSTAMP:20260101T000000Z',
  'SUMMARY:Senza inizio',
  'END:VEVENT',
].join('\r\n')

test('a file is looked through, imported, updated by a newer one, and exported again', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('importa')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  await signIn(page, user)
  await calendar.go('week', '2027-02-10')
  const dialog = page.getByRole('dialog', { name: 'Importa un calendario' })
  const choose = async (...parts: string[]) => {
    await page.getByRole('button', { name: 'Altre azioni sui calendari' }).click()
    await page.getByRole('menuitem', { name: 'Importa da un file…' }).click()
    await dialog.locator('input[type=file]').setInputFiles(file(...parts))
  }

  await choose(
    event('uno', '20270210T090000', 'SUMMARY:Sopralluogo'),
    event('due', '20270211T150000', 'SUMMARY:Commissione', 'RRULE:FREQ=WEEKLY;COUNT=4'),
    odd,
  )
  await dialog.getByText('2 eventi, dal mercoledì 10 febbraio 2027 al giovedì 11 febbraio 2027').waitFor()
  await dialog.getByText('2 elementi nuovi').waitFor()
  await dialog.getByText('manca la data di inizio').waitFor()
  // A dialog that is still coming in is paler than it will be.
  await expect.poll(() => problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Importa', exact: true }).click()
  await dialog.getByText('Importazione finita.').waitFor()
  await dialog.getByText('2 aggiunti').waitFor()
  await expect.poll(() => problemsOf(page)).toEqual([])
  const [left] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'Scarica quello che manca' }).click(),
  ])
  expect(await readFile(await left.path(), 'utf8')).toContain('UID:senza')
  await dialog.getByRole('button', { name: 'Togli dall’elenco' }).click()
  await calendar.event('Sopralluogo', 'mercoledì 10 febbraio', '09:00–10:00').waitFor()
  await other.finds(['UID:uno', 'SUMMARY:Sopralluogo'], ['UID:due', 'RRULE:FREQ=WEEKLY;COUNT=4'])

  await choose(event('uno', '20270210T103000', 'SUMMARY:Sopralluogo', 'SEQUENCE:1'))
  await dialog.getByText('1 è diverso da quello nel calendario').waitFor()
  await dialog.getByLabel('Aggiorna quelli diversi con il contenuto del file').check()
  await dialog.getByRole('button', { name: 'Importa', exact: true }).click()
  await dialog.getByText('1 aggiornato').waitFor()
  await dialog.getByRole('button', { name: 'Chiudi', exact: true }).click()
  await calendar.event('Sopralluogo', 'mercoledì 10 febbraio', '10:30–11:30').waitFor()

  await page.getByRole('button', { name: 'Altre azioni sui calendari' }).click()
  await page.getByRole('menuitem', { name: 'Esporta i calendari visibili…' }).click()
  const exporting = page.getByRole('dialog', { name: /^Esporta/ })
  await exporting.getByLabel('Tabella (.csv), per un foglio di calcolo').check()
  await exporting.getByLabel('Dal', { exact: true }).fill('2027-02-08')
  await exporting.getByLabel('Al', { exact: true }).fill('2027-02-14')
  await expect.poll(() => problemsOf(page)).toEqual([])
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    exporting.getByRole('button', { name: 'Esporta', exact: true }).click(),
  ])
  const text = await readFile(await table.path(), 'utf8')
  expect(text).toMatch(/^\uFEFFTitolo,Data inizio,/)
  expect(text).toContain('Sopralluogo,2027-02-10,10:30,2027-02-10,11:30,no')
  expect(text).toContain('Commissione,2027-02-11,15:00')
})

test('a calendar by its address stands beside one’s own, is refreshed, and goes again', async ({
  page,
  newUser,
  tolerate,
}) => {
  tolerate(/status of 502 .*\/subscriptions/)
  let published = file(event('meteo', '20270624T080000', 'SUMMARY:Allerta vento')).buffer
  const publisher = createServer((_request, response) => response.end(published))
  await new Promise<void>((resolve) => publisher.listen(0, '127.0.0.1', resolve))
  try {
    const address = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}/meteo.ics`
    const calendar = calendarOn(page)
    await signIn(page, newUser('iscritta'))
    await calendar.go('week', '2027-06-24')
    // The patron saint of the place, as its operator said.
    await page.getByTitle('San Giovanni Battista').waitFor()
    await page.getByRole('button', { name: 'Altre azioni sui calendari' }).click()
    await page.getByRole('menuitem', { name: 'Iscriviti a un calendario…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Iscriviti a un calendario' })
    await dialog.getByLabel('Indirizzo del calendario').fill('http://127.0.0.1:1/niente.ics')
    await dialog.getByRole('button', { name: 'Iscriviti', exact: true }).click()
    await dialog.getByText('All’indirizzo del calendario non risponde nessuno.').waitFor()
    await expect.poll(() => problemsOf(page)).toEqual([])
    await dialog.getByLabel('Indirizzo del calendario').fill(address)
    await dialog.getByLabel('Nome', { exact: true }).fill('Meteo')
    await dialog.getByRole('button', { name: 'Iscriviti', exact: true }).click()
    await calendar.event('Allerta vento', 'giovedì 24 giugno', '08:00–09:00').waitFor()

    published = file(event('meteo', '20270625T080000', 'SUMMARY:Cessata allerta')).buffer
    const menu = async (name: string) => {
      await page.getByRole('button', { name: 'Azioni su Meteo' }).click()
      await page.getByRole('menuitem', { name, exact: true }).click()
    }
    await menu('Aggiorna ora')
    await calendar.event('Cessata allerta', 'venerdì 25 giugno').waitFor()
    await menu('Indirizzo e aggiornamento…')
    const details = page.getByRole('dialog', { name: 'Meteo' })
    await details.getByLabel('Ogni quanto').selectOption('Ogni giorno')
    await expect.poll(() => problemsOf(page)).toEqual([])
    await details.getByRole('button', { name: 'Chiudi', exact: true }).click()
    await menu('Annulla l’iscrizione')
    await page
      .getByRole('dialog', { name: /^Annullare l’iscrizione/ })
      .getByRole('button', { name: 'Annulla l’iscrizione' })
      .click()
    await calendar.events('Cessata allerta').waitFor({ state: 'detached' })
  } finally {
    publisher.close()
  }
})
