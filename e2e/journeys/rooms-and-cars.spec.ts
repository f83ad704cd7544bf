import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
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

test('an administrator adds a room on screen, a colleague asks for it, and taking it away says what is booked', async ({
  page,
  openPage,
  newUser,
  ask,
  tolerate,
}) => {
  tolerate(/status of 4\d\d /)
  const [secretary, anna] = [newUser('segreteria'), newUser('anna')]
  const name = `Saletta ${randomUUID().slice(0, 6)}`
  const admin = adminOn(page)
  const grant = ['tenant-admin', '--for', 'monteverde']
  await enterAdministration(page, ask, { address: secretary.address, role: grant })
  await admin.body('Comune di Monteverde')
  await admin.part('Sale e mezzi')
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click()

  // What is missing is said where it is missing, and one is taken there.
  await page.getByRole('radio', { name: 'Con una conferma' }).click()
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click()
  await page.getByText('Scrivi il nome.').waitFor()
  await page.getByText('Indica chi risponde.').waitFor()
  await expect
    .poll(() => page.getByLabel('Nome', { exact: true }).evaluate((one) => one === document.activeElement))
    .toBe(true)
  await page.keyboard.type(name)
  expect(await page.getByLabel('Indirizzo', { exact: true }).inputValue()).toBe(
    name.toLowerCase().replace(' ', '.'),
  )
  await page.getByLabel('Luogo').fill('Secondo piano')
  await page.getByLabel('Posti').fill('molti')
  await page.getByText('Un numero intero da 1 a 100.000').waitFor()
  await page.getByLabel('Posti').fill('6')
  await page.getByLabel('lunedì, alle', { exact: true }).fill('13')
  await page.getByRole('button', { name: 'Aggiungi un orario di lunedì' }).click()
  await page.getByRole('button', { name: 'Come il lunedì, fino a venerdì' }).click()
  const people = page.getByRole('combobox', { name: 'Responsabili' })
  await people.fill(secretary.address.slice(0, 14))
  await page.getByRole('option', { name: secretary.address }).waitFor()
  await people.press('ArrowDown')
  expect(await problemsOf(page)).toEqual([])
  await people.press('Enter')
  await page.getByRole('button', { name: `Togli ${secretary.address}` }).waitFor()
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click()
  await page.getByText(`${name}: ora si prenota dall’agenda.`).waitFor()
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await row.getByText('lun–ven 08:00–13:00, 15:00–18:00').waitFor()
  await row.getByText(`Conferma: ${secretary.address}`).waitFor()
  const change = page.getByRole('button', { name: `Modifica ${name}` })
  await expect.poll(() => change.evaluate((one) => one === document.activeElement)).toBe(true)
  expect(await problemsOf(page)).toEqual([])

  // A change is taken back from where it is told.
  await page.keyboard.press('Enter')
  await page.getByLabel('Posti').fill('60')
  await page.keyboard.press('Enter')
  await row.getByText('60 posti').waitFor()
  await page.getByRole('button', { name: 'Annulla', exact: true }).click()
  await row.getByText('6 posti').waitFor()

  const hers = await openPage()
  await signIn(hers, anna)
  const calendar = calendarOn(hers)
  await calendar.go('resources', '2027-02-09')
  await hers.getByRole('button', { name: `Prenota ${name}` }).click()
  await calendar.field('Titolo').fill('Colloqui')
  await calendar.agenda.getByText('disponibile', { exact: true }).waitFor()
  await calendar.save()
  await hers.getByRole('button', { name: /^Colloqui/ }).waitFor()

  await page.reload()
  await row.getByText('1 prenotazione da oggi in poi').waitFor()
  await page.getByRole('button', { name: `Togli ${name}` }).click()
  const asks = page.getByRole('alertdialog', { name: `Togliere ${name}?` })
  await asks.getByText('C’è 1 prenotazione da oggi in poi').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await asks.getByRole('button', { name: 'Togli' }).click()
  await row.waitFor({ state: 'detached' })
  await hers.reload()
  await hers.getByRole('heading', { level: 3 }).first().waitFor()
  expect(await hers.getByRole('button', { name: `Prenota ${name}` }).count()).toBe(0)
})
