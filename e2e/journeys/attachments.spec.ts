import { readFile } from 'node:fs/promises'
import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { calendarOn } from '../pages/calendar.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(content),
})

test('a file and a link are added to an event, found again, downloaded and taken away', async ({
  page,
  newUser,
}) => {
  const user = newUser('allega')
  const calendar = calendarOn(page)
  const { agenda } = calendar
  await signIn(page, user)
  await calendar.go('week', '2027-02-10')
  await calendar.slot('mercoledì 10 febbraio, 09:00').click()
  await calendar.quick.getByLabel('Titolo').fill('Giunta')
  await calendar.quick.getByRole('button', { name: 'Altri dettagli' }).click()
  const files = agenda.getByRole('group', { name: 'Allegati' })
  const input = files.locator('input[type=file]')

  await input.setInputFiles([
    file('grande.pdf', Buffer.alloc(1_000_001)),
    file('Delibera città.pdf', 'delibera'),
  ])
  await files.getByRole('alert').getByText('«grande.pdf» non ci sta').waitFor()
  await files.getByText('Delibera città.pdf').waitFor()
  await files.getByRole('button', { name: 'Aggiungi un collegamento' }).click()
  await files.getByLabel('Indirizzo del collegamento').fill('non è un indirizzo')
  await page.keyboard.press('Enter')
  await files.getByText('Non è un indirizzo.').waitFor()
  await files.getByLabel('Indirizzo del collegamento').fill('www.comune.example/odg')
  await page.keyboard.press('Enter')
  await files.getByRole('link', { name: 'https://www.comune.example/odg' }).waitFor()
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['appunti'], 'appunti.txt'))
    return transfer
  })
  await agenda.getByLabel('Note', { exact: true }).dispatchEvent('drop', { dataTransfer: dropped })
  await files.getByText('appunti.txt').waitFor()
  // Dropped elsewhere in the agenda, a file is imported.
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await problemsOf(page)).toEqual([])
  await calendar.save()
  await calendar.event('Giunta').waitFor()

  await page.reload()
  await calendar.event('Giunta').click()
  const card = calendar.card('Giunta')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('link', { name: 'Delibera città.pdf' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Delibera città.pdf')
  expect(await readFile(await download.path(), 'utf8')).toBe('delibera')
  expect(await problemsOf(page)).toEqual([])

  await card.getByRole('button', { name: 'Modifica', exact: true }).click()
  await files.getByRole('button', { name: 'Togli Delibera città.pdf' }).click()
  await calendar.save()
  await calendar.event('Giunta').click()
  await card.getByRole('link', { name: 'https://www.comune.example/odg' }).waitFor()
  await card.getByText('Delibera città.pdf').waitFor({ state: 'detached' })
})

test('a calendar that comes as a file with a mail is looked through and imported without leaving it', async ({
  page,
  newUser,
}) => {
  const user = newUser('riceve')
  const event = (uid: string, day: string, title: string) =>
    [
      'BEGIN:VEVENT',
      `UID:${uid}`,
      'DTSTAMP:20260101T000000Z',
      `DTSTART:${day}T090000Z`,
      `SUMMARY:${title}`,
      'END:VEVENT',
    ].join('\r\n')
  const text = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//y',
    'METHOD:PUBLISH',
    event('a', '20270210', 'Corso base'),
  ]
  const content = [...text, event('b', '20270217', 'Corso avanzato'), 'END:VCALENDAR', ''].join('\r\n')
  const raw = aMessage()
    .to(user.address)
    .subject('Calendario dei corsi')
    .text('In allegato.')
    .attach({ filename: 'corsi.ics', type: 'text/calendar', content })
  await user.receive(raw)
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.open('Calendario dei corsi')

  await mail.reader.getByText('Nel file c’è un altro evento').waitFor()
  const importing = page.getByRole('button', { name: 'Importa nell’agenda' })
  await importing.click()
  const dialog = page.getByRole('dialog', { name: 'Importa un calendario' })
  await dialog.getByText('2 eventi, dal mercoledì 10 febbraio 2027 al mercoledì 17 febbraio 2027').waitFor()
  await dialog.getByText('2 elementi nuovi').waitFor()
  await expect.poll(() => problemsOf(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Importa', exact: true }).click()
  await dialog.getByText('2 aggiunti').waitFor()
  await dialog.getByRole('button', { name: 'Chiudi', exact: true }).click()
  await expect.poll(() => importing.evaluate((one) => one === document.activeElement)).toBe(true)

  const calendar = calendarOn(page)
  await calendar.go('week', '2027-02-10')
  await calendar.event('Corso base').waitFor()
})
