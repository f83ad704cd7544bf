import { randomUUID } from 'node:crypto'
import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { problemsByDayAndNight, problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { calendarOn } from '../pages/calendar.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'
import { tasksOn } from '../pages/tasks.ts'

const dayFrom = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
const inFile = (day: string) => day.replaceAll('-', '')

test('a line becomes a task; it is changed, its parts are offered when it is done, and one click takes that back', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('attivita')
  const other = await otherProgram(stack, user)
  const tasks = tasksOn(page)
  await signIn(page, user)
  await tasks.go('all')

  await tasks.add('Pagare bolletta domani alta #ufficio')
  await tasks.row('Pagare bolletta').waitFor()
  const stored = ['SUMMARY:Pagare bolletta', `DUE;VALUE=DATE:${inFile(dayFrom(1))}`, 'CATEGORIES:ufficio']
  await other.finds([...stored, 'PRIORITY:1', 'STATUS:NEEDS-ACTION'])

  await tasks.row('Pagare bolletta').click()
  const pane = tasks.pane('Pagare bolletta')
  await pane.getByLabel('Note').fill('Codice cliente 4471')
  await pane.getByLabel('Priorità').selectOption('low')
  await other.finds([...stored, 'PRIORITY:9', 'DESCRIPTION:Codice cliente 4471'])
  const part = pane.getByRole('textbox', { name: /^Aggiungi una parte/ })
  await part.fill('Chiedere il duplicato')
  await part.press('Enter')
  await pane.getByRole('button', { name: 'Chiedere il duplicato' }).waitFor()
  await other.finds([...stored, 'PRIORITY:9'], ['SUMMARY:Chiedere il duplicato', /^RELATED-TO:/m])

  await tasks.tick('Pagare bolletta').click()
  await tasks.notice('C’è ancora una parte aperta.').waitFor()
  await other.finds([...stored, 'STATUS:COMPLETED'], ['STATUS:NEEDS-ACTION', /^RELATED-TO:/m])
  await tasks.notices.getByRole('button', { name: 'Completa anche quella' }).click()
  await other.finds([...stored, 'STATUS:COMPLETED'], ['STATUS:COMPLETED', /^RELATED-TO:/m])
  await tasks.undo()
  await tasks.row('Chiedere il duplicato').waitFor()
  await other.finds([...stored, 'STATUS:COMPLETED'], ['STATUS:NEEDS-ACTION', /^RELATED-TO:/m])
})

test('what repeats moves on when it is ticked off, and in the agenda it is ticked where it stands', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('agenda')
  const other = await otherProgram(stack, user)
  const tasks = tasksOn(page)
  const calendar = calendarOn(page)
  await signIn(page, user)
  await tasks.go('all')
  await tasks.add('Presenze ogni giorno')
  await tasks.row('Presenze.*oggi').waitFor()
  await other.finds(['SUMMARY:Presenze', /^RRULE:FREQ=DAILY/m])
  await tasks.tick('Presenze').click()
  await tasks.row('Presenze.*domani').waitFor()

  await calendar.go('day', dayFrom(1))
  const inGrid = calendar.agenda.getByRole('checkbox', { name: 'Completata: Presenze', checked: false })
  await inGrid.click()
  await calendar.notice('Completata: «Presenze»').waitFor()
  await other.finds([/^RECURRENCE-ID;VALUE=DATE:/m, /(STATUS:COMPLETED[^]*){2}/])
  await page.getByRole('checkbox', { name: 'Mostra le attività' }).uncheck()
  await calendar.agenda
    .getByRole('checkbox', { name: /^Completata/ })
    .first()
    .waitFor({ state: 'detached' })
})

test('a mail becomes a task, and the task leads back to the mail wherever it was moved', async ({
  page,
  newUser,
  stack,
}) => {
  const user = newUser('posta')
  const other = await otherProgram(stack, user)
  const subject = 'Verbale del sopralluogo'
  await user.receive(
    aMessage()
      .from('Sara <s.conti@studiovalle.example>')
      .to(user.address)
      .subject(`Re: ${subject}`)
      .messageId(`${randomUUID()}@studiovalle.example`)
      .text('In allegato.'),
  )
  await signIn(page, user)
  const mail = mailOn(page)
  const tasks = tasksOn(page)
  await mail.open(subject)
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: 'Nuova attività dal messaggio' })
  await dialog.getByRole('button', { name: 'Domani', exact: true }).click()
  await dialog.getByRole('button', { name: 'Crea', exact: true }).click()
  await tasks.notice(`Aggiunta: «${subject}»`).waitFor()
  await page.keyboard.press('e')

  // The page is left as by a reload: what is on its way arrives all the same.
  await tasks.go('upcoming')
  await other.finds([`SUMMARY:${subject}`])
  await tasks.row(subject).click()
  await tasks.pane(subject).getByRole('button', { name: 'Apri il messaggio' }).click()
  await mail.reader.getByRole('heading', { name: subject }).waitFor()
  expect(page.url()).not.toContain('/mail/inbox/')
})

test('with the keys alone: written, put in order, postponed and ticked off; and nobody is shut out', async ({
  openPage,
  newUser,
  stack,
}) => {
  const page = await openPage({ reducedMotion: 'reduce' })
  const user = newUser('tastiera')
  const other = await otherProgram(stack, user)
  const tasks = tasksOn(page)
  await signIn(page, user)
  await tasks.go('all')
  await page.getByRole('region', { name: 'I miei elenchi' }).getByRole('button').nth(1).waitFor()
  await page.keyboard.press('n')
  for (const line of ['Alfa oggi', 'Beta', 'Gamma']) {
    await page.keyboard.type(line)
    await page.keyboard.press('Enter')
  }
  await expect.poll(() => other.stored().then((texts) => texts.length), { timeout: 30_000 }).toBe(3)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Ordina', exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: 'A mano' }).press('Enter')
  const titles = () => tasks.rows.locator('.task-title').allInnerTexts()
  await expect.poll(titles, { timeout: 30_000 }).toEqual(['Alfa', 'Beta', 'Gamma'])

  await tasks.row('Gamma').focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(titles, { timeout: 30_000 }).toEqual(['Alfa', 'Gamma', 'Beta'])
  await expect
    .poll(async () => (await other.stored()).join('\n'), { timeout: 30_000 })
    .toMatch(/X-APPLE-SORT-ORDER/)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('p')
  await tasks.row('Alfa.*domani').waitFor()
  await page.keyboard.press('Home')
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await page.getByText('2 selezionate').waitFor()
  await page.keyboard.press('e')
  await tasks.notice('2 attività completate').waitFor()
  await expect.poll(titles, { timeout: 30_000 }).toEqual(['Beta'])
  await tasks.row('Beta').press('Enter')
  await tasks.pane('Beta').getByLabel('Note').waitFor()

  expect(await problemsByDayAndNight(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  await tasks.pane('Beta').getByRole('button', { name: 'Indietro' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.keyboard.press('Escape')
  await tasks.row('Beta').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})
