import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { calendarOn } from '../pages/calendar.ts'
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
  expect(await card.getByText('Delibera città.pdf').count()).toBe(0)
})
