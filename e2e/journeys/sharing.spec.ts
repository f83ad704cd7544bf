import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { problemsByDayAndNight } from '../accessibility.ts'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { calendarOn } from '../pages/calendar.ts'
import { focused } from '../pages/focus.ts'
import { signIn } from '../pages/sign-in.ts'

const at = (day: string, from: number, to: number) => [
  `DTSTART;TZID=Europe/Rome:${day}T${String(from).padStart(2, '0')}0000`,
  `DTEND;TZID=Europe/Rome:${day}T${String(to).padStart(2, '0')}0000`,
]
const inBothThemes = async (page: Page) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await problemsByDayAndNight(page)).toEqual([])
}

test('a calendar is shared, changed by a colleague, and taken back, and each sees it happen', async ({
  page,
  openPage,
  stack,
  newUser,
}) => {
  const [owner, colleague] = [newUser('titolare'), newUser('collega')]
  const other = await otherProgram(stack, owner)
  await other.put('riunione', ['SUMMARY:Riunione', ...at('20270209', 10, 11)])
  await other.put('medico', ['SUMMARY:Medico', 'CLASS:PRIVATE', ...at('20270209', 12, 13)])
  const theirs = await openPage()
  const [mine, seen] = [calendarOn(page), calendarOn(theirs)]
  await Promise.all([signIn(page, owner), signIn(theirs, colleague)])
  await Promise.all([mine.go('week', '2027-02-09'), seen.go('week', '2027-02-09')])

  await page.getByRole('button', { name: 'Azioni su Ufficio' }).click()
  await page.getByRole('menuitem', { name: 'Condividi…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Condividi «Ufficio»' })
  await dialog.getByLabel('Persona').fill('qualcuno@altrove.example')
  await dialog.getByRole('button', { name: 'Condividi', exact: true }).click()
  await dialog.getByText('Puoi condividere solo con persone del tuo ente.').waitFor()
  await dialog.getByLabel('Persona').fill(colleague.address)
  await dialog.getByLabel('Persona').press('Enter')
  const right = dialog.getByLabel(/^Che cosa può fare: Collega/)
  expect(await right.inputValue()).toBe('read')
  await inBothThemes(page)
  await seen.event('Riunione', '10:00–11:00').waitFor()
  await seen.event('Occupato', '12:00–13:00').waitFor()
  await theirs.getByRole('region', { name: 'D’ufficio e condivisi' }).getByText('Titolare').waitFor()

  await right.selectOption('write')
  await seen.event('Medico', '12:00–13:00').waitFor()
  await dialog.getByRole('button', { name: 'Fatto' }).click()
  await seen.edit('Riunione', '10:00–11:00')
  await seen.field('Titolo').fill('Riunione dei capiarea')
  await seen.save()
  await mine.event('Riunione dei capiarea', '10:00–11:00').waitFor()
  await other.finds(['SUMMARY:Riunione dei capiarea'], ['SUMMARY:Medico'])

  await seen.go('day', '2027-02-09')
  await theirs.getByRole('button', { name: 'Colonne' }).click()
  await theirs.getByRole('menuitem', { name: 'Per persona' }).click()
  await theirs.getByRole('list', { name: /^Titolare .*, 2 impegni$/ }).waitFor()
  await inBothThemes(theirs)

  await page.getByRole('button', { name: 'Azioni su Ufficio' }).click()
  await page.getByRole('menuitem', { name: 'Condividi…' }).click()
  await dialog.getByRole('button', { name: /^Non condividere più con Collega/ }).click()
  await expect.poll(() => focused(page)).toContain('Persona')
  await expect.poll(() => seen.events('Riunione dei capiarea').count()).toBe(0)
})

test('a meeting finds the hour at which everybody is free, by its buttons and by the arrows', async ({
  page,
  openPage,
  stack,
  newUser,
}) => {
  const [planner, colleague] = [newUser('pianifica'), newUser('occupata')]
  const [own, other] = [await otherProgram(stack, planner), await otherProgram(stack, colleague)]
  await own.put('mio', ['SUMMARY:Mio', ...at('20270209', 8, 10)])
  await other.put('segreto', ['SUMMARY:Segreto', 'CLASS:PRIVATE', ...at('20270209', 10, 12)])
  // Whoever opened their agenda once is known, and where it is.
  const theirs = await openPage()
  await signIn(theirs, colleague)
  await calendarOn(theirs).go('week', '2027-02-09')
  await calendarOn(theirs).event('Segreto', '10:00–12:00').waitFor()
  await theirs.goto(new URL('/settings/calendar', theirs.url()).href)
  await theirs.getByRole('radio', { name: 'Un orario mio' }).check()
  const tuesday = theirs.getByRole('group', { name: 'martedì' })
  await tuesday.getByLabel('martedì, dalle').fill('ore 19')
  await theirs.keyboard.press('Tab')
  await tuesday.getByText('La fine deve venire dopo l’inizio.').waitFor()
  await tuesday.getByLabel('martedì, dalle').fill('13')
  await theirs.keyboard.press('Tab')
  await inBothThemes(theirs)
  await theirs.getByRole('button', { name: 'Salva' }).click()
  await theirs.getByText('Impostazioni salvate.').waitFor()
  const calendar = calendarOn(page)
  await signIn(page, planner)
  await calendar.go('week', '2027-02-09')
  await calendar.slot('martedì 9 febbraio, 10:00').click()
  await calendar.quick.getByLabel('Titolo').fill('Conferenza')
  await calendar.quick.getByRole('button', { name: 'Altri dettagli' }).click()
  await calendar.field('Partecipanti').fill(`Olga <${colleague.address}>`)
  await calendar.field('Partecipanti').press('Enter')

  const panel = page.getByRole('region', { name: 'Disponibilità' })
  await panel.getByText('Liberi 1 su 2. Occupati: Olga.').waitFor()
  expect(await panel.getByRole('listitem').filter({ hasText: 'Olga' }).textContent()).toContain(
    'Occupato 10:00–12:00',
  )
  await inBothThemes(page)
  const slots = panel.getByRole('group', { name: 'Orari proposti' }).getByRole('button')
  // Olga works from 13:00 on Tuesdays.
  expect(await slots.first().textContent()).toBe('mar 9 feb 13:00–14:00 · liberi tutti')
  await slots.first().click()
  await panel.getByText('Tutti liberi.').waitFor()
  expect(await calendar.field('Ora di inizio').inputValue()).toBe('13:00')

  const time = panel.getByRole('slider', { name: 'Orario dell’evento' })
  await time.press('ArrowLeft')
  await time.press('Shift+ArrowRight')
  expect(await time.getAttribute('aria-valuetext')).toBe(
    'martedì 9 febbraio 2027, 12:45–14:00. Liberi 1 su 2. Fuori orario: Olga.',
  )
  await time.press('PageDown')
  await panel.getByText('Tutti liberi.').waitFor()
  expect(await focused(page)).toContain('slider')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  expect(JSON.stringify(await page.content())).not.toContain('Segreto')
})
