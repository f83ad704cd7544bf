import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { calendarOn } from '../pages/calendar.ts'
import { signIn } from '../pages/sign-in.ts'

test('a room somebody has is refused with what else can be had, and a yes from its manager is seen by who asked', async ({
  page,
  openPage,
  newUser,
  ask,
  tolerate,
}) => {
  tolerate(/status of 409 .*\/api\/calendar\/events/)
  const [anna, bruno] = [newUser('anna'), newUser('bruno')]
  const name = `Sala ${randomUUID().slice(0, 6)}`
  const address = `${name.replace(' ', '.').toLowerCase()}@monteverde.example`
  const settings = ['--capacity', '10', '--opening', 'MO-FR 08:00-18:00']
  await ask('staffetta', 'resource', 'add', 'monteverde', address, '--name', name, ...settings)
  const rows = (at: typeof page) =>
    at.getByRole('listitem').filter({ has: at.getByRole('heading', { name }) })
  await signIn(page, anna)
  const hers = calendarOn(page)
  await hers.go('resources', '2027-02-10')

  // Nobody has it: it is booked from the board, by keyboard.
  await rows(page)
    .getByRole('button', { name: `Prenota ${name}` })
    .focus()
  await page.keyboard.press('Enter')
  await hers.field('Titolo').fill('Giunta')
  expect(await hers.field('Dove').inputValue()).toBe(name)
  await hers.agenda.getByText('disponibile', { exact: true }).waitFor()
  await hers.save()
  await rows(page)
    .getByRole('button', { name: /^Giunta/ })
    .waitFor()
  expect(await problemsOf(page)).toEqual([])

  // The other one had looked before: refused at once, and moved to when it is free.
  const hisPage = await openPage()
  await signIn(hisPage, bruno)
  const his = calendarOn(hisPage)
  await his.go('week', '2027-02-10')
  await his.slot('mercoledì 10 febbraio, 08:30').click()
  await his.quick.getByLabel('Titolo').fill('Ufficio tecnico')
  await his.quick.getByRole('button', { name: 'Altri dettagli' }).click()
  await his.agenda.getByRole('button', { name: 'Aggiungi sala o auto' }).click()
  await his.agenda.getByRole('button', { name }).click()
  await his.agenda.getByText('in uso', { exact: true }).waitFor()
  await his.save()
  await his.agenda.getByText(new RegExp(`Già in uso in quell’orario: ${name}`)).waitFor()
  await his.agenda.getByRole('button', { name: /^Sposta a: .*09:00$/ }).click()
  await his.agenda.getByText('disponibile', { exact: true }).waitFor()
  expect(await problemsOf(hisPage)).toEqual([])
  await his.save()
  await his.event('Ufficio tecnico', 'mercoledì 10 febbraio', '09:00–10:00', name).waitFor()
  // She sees it without asking.
  await rows(page)
    .getByRole('button', { name: /^Ufficio tecnico/ })
    .waitFor()

  // From now on somebody has to say yes.
  const approval = ['--approval', 'manager', '--manager', anna.address]
  await ask('staffetta', 'resource', 'add', 'monteverde', address, ...approval)
  await his.edit('Ufficio tecnico')
  await his.field('Titolo').fill('Ufficio tecnico e SUAP')
  await his.agenda.getByLabel('Ora di inizio').fill('11:00')
  await hisPage.keyboard.press('Tab')
  await his.save()
  await his.event('Ufficio tecnico e SUAP', 'mercoledì 10 febbraio', '11:00–12:00').waitFor()
  await page.reload()
  const requests = page.getByRole('region', { name: /aspetta la tua risposta/ })
  await requests.getByText('Ufficio tecnico e SUAP').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await requests.getByRole('button', { name: 'Conferma' }).click()
  await requests.waitFor({ state: 'detached' })
  await his.event('Ufficio tecnico e SUAP').click()
  await his.card('Ufficio tecnico e SUAP').getByText('prenotazione confermata').waitFor()
})
