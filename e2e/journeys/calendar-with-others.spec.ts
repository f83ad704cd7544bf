import { expect } from 'vitest'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { calendarOn } from '../pages/calendar.ts'
import { signIn } from '../pages/sign-in.ts'

test('what another program changes appears by itself, and where both changed the same one chooses', async ({
  page,
  stack,
  newUser,
  tolerate,
}) => {
  tolerate(/status of 409 .*\/api\/calendar\/events/)
  const user = newUser('insieme')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  const at = (start: number) => [
    `DTSTART;TZID=Europe/Rome:20270210T${start}0000`,
    `DTEND;TZID=Europe/Rome:20270210T${start + 1}0000`,
  ]
  await other.put('ponte', ['SUMMARY:Ponte', ...at(10)])
  await signIn(page, user)
  await calendar.go('week', '2027-02-10')
  await calendar.event('Ponte', 'mercoledì 10 febbraio', '10:00–11:00').waitFor()

  await other.put('ponte', ['SUMMARY:Ponte sul Foglia', ...at(11), 'SEQUENCE:1'])
  await calendar.event('Ponte sul Foglia', 'mercoledì 10 febbraio', '11:00–12:00').waitFor()
  expect(await calendar.events('Ponte', '10:00–11:00').count()).toBe(0)

  await calendar.edit('Ponte sul Foglia')
  await calendar.field('Titolo').fill('Ponte: conferenza')
  await calendar.field('Dove').fill('Provincia')
  await other.put('ponte', [
    'SUMMARY:Ponte: collaudo',
    ...at(12),
    'SEQUENCE:2',
    'X-ALTRO-PROGRAMMA:suo',
    'DESCRIPTION:Portare le carte',
  ])
  await calendar.save()
  await calendar.conflict.waitFor()
  const title = calendar.conflict.getByRole('group', { name: 'Titolo' })
  await title.getByLabel('Ponte: collaudo').waitFor()
  expect(await title.getByLabel('Ponte: conferenza').isChecked()).toBe(true)
  expect(await calendar.conflict.getByRole('group').count()).toBe(1)

  await calendar.conflict.getByRole('button', { name: 'Torna al modulo' }).click()
  expect(await calendar.field('Titolo').inputValue()).toBe('Ponte: conferenza')
  await calendar.save()
  await calendar.conflict.getByRole('button', { name: 'Salva la scelta' }).click()
  await calendar.event('Ponte: conferenza', 'mercoledì 10 febbraio', '12:00–13:00', 'Provincia').waitFor()
  await other.finds([
    'SUMMARY:Ponte: conferenza',
    'LOCATION:Provincia',
    'DESCRIPTION:Portare le carte',
    'X-ALTRO-PROGRAMMA:suo',
    'DTSTART;TZID=Europe/Rome:20270210T120000',
  ])
})

test('an invitation is accepted from its card, and whoever asked is told once', async ({
  page,
  stack,
  newUser,
  ask,
}) => {
  const user = newUser('invitata')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  await other.put('conferenza', [
    'SUMMARY:Conferenza di servizi',
    'DTSTART;TZID=Europe/Rome:20270211T100000',
    'DTEND;TZID=Europe/Rome:20270211T120000',
    'ORGANIZER;CN=Provincia:mailto:conferenze@regione.example',
    'ATTENDEE;CN=Provincia;PARTSTAT=ACCEPTED:mailto:conferenze@regione.example',
    `ATTENDEE;RSVP=TRUE;PARTSTAT=NEEDS-ACTION:mailto:${user.address}`,
  ])
  await signIn(page, user)
  await calendar.go('week', '2027-02-11')

  const replies: { recipients: string[]; raw: string }[] = []
  const toldSoFar = async () => {
    const sent = await ask('outgoing')
    replies.push(...sent.filter(({ sender }) => sender === user.address))
    return replies.length
  }
  const card = calendar.card('Conferenza di servizi')
  await calendar.event('Conferenza di servizi', 'Invito da confermare').click()
  await card.getByRole('button', { name: 'Accetta' }).click()
  await calendar.notice('Hai accettato «Conferenza di servizi».').waitFor()
  await expect.poll(toldSoFar, { timeout: 30_000 }).toBe(1)
  await other.finds([new RegExp(`^ATTENDEE;(?=.*PARTSTAT=ACCEPTED).*mailto:${user.address}`, 'im')])
  expect(replies[0]!.recipients).toEqual(['conferenze@regione.example'])
  expect(replies[0]!.raw).toMatch(/^Content-Type: text\/calendar;(?:.|\r\n[ \t])*method="?REPLY/im)

  const again = page.waitForResponse((response) => response.url().includes('/answer'))
  await calendar.event('Conferenza di servizi').click()
  await card.getByRole('button', { name: 'Accetta', pressed: true }).click()
  expect((await again).ok()).toBe(true)
  expect(await toldSoFar()).toBe(1)
})

test('what is at nine is at nine before and after the clocks change', async ({ page, stack, newUser }) => {
  const user = newUser('ora.legale')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  await other.put('apertura', [
    'SUMMARY:Apertura',
    'DTSTART;TZID=Europe/Rome:20261001T090000',
    'DTEND;TZID=Europe/Rome:20261001T093000',
    'RRULE:FREQ=DAILY',
  ])
  await signIn(page, user)

  const sundays = { '2026-10-25': 'domenica 25 ottobre', '2027-03-28': 'domenica 28 marzo' }
  for (const [day, sunday] of Object.entries(sundays)) {
    await calendar.go('week', day)
    await calendar.event('Apertura', sunday, '09:00–09:30').waitFor()
    expect(await calendar.events('Apertura', '09:00–09:30').count()).toBe(7)
    const [first, last] = ['Apertura, lunedì', 'Apertura, domenica'].map((name) =>
      calendar.agenda.getByRole('button', { name }).boundingBox(),
    )
    expect((await first)!.y).toBe((await last)!.y)
  }
})
