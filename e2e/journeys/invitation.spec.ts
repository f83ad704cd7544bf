import { randomUUID } from 'node:crypto'
import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { problemsByDayAndNight, problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { calendarOn } from '../pages/calendar.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

const organizer = 'conferenze@regione.example'

test('an invitation from outside is accepted in the mail, stands in the agenda, and its organizer is told once', async ({
  openPage,
  newUser,
  ask,
}) => {
  const page = await openPage({ reducedMotion: 'reduce' })
  const user = newUser('invitata')
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const uid = randomUUID()
  const text = invitation({ guest: user.address, day, uid })
  await user.receive(mailWith('Invito alla conferenza', user.address, text, 'REQUEST'))
  await signIn(page, user)
  await ask('outgoing')
  const mail = mailOn(page)

  await mail.open('Invito alla conferenza')
  const card = mail.reader.getByRole('region', { name: 'Invito' })
  await card.getByRole('heading', { name: 'Conferenza dei servizi' }).waitFor()
  await card.getByText('Sala provinciale').waitFor()
  expect(await problemsByDayAndNight(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await card.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1440, height: 900 })

  const accept = card.getByRole('button', { name: 'Accetta' })
  await accept.focus()
  await page.keyboard.press('Enter')
  await card.getByText('Hai accettato.').waitFor()

  const sent: { recipients: string[]; raw: string }[] = []
  const told = async () => {
    sent.push(...(await ask('outgoing')))
    return sent.map(({ recipients }) => recipients)
  }
  await expect.poll(told, { timeout: 30_000 }).toEqual([[organizer]])
  expect(sent[0]!.raw).toMatch(/method=REPLY/i)
  await card.getByRole('link', { name: 'Apri nell’agenda' }).click()
  await page.getByRole('button', { name: /Conferenza dei servizi/ }).waitFor()
  expect(page.url()).toContain(`/calendar/day/${day}`)
  expect(await told()).toEqual([[organizer]])

  // Thought better of: another time is proposed from the agenda, taken over by the organizer, and then all is called off.
  const agenda = calendarOn(page)
  await agenda.event('Conferenza dei servizi').click()
  await agenda.card('Conferenza dei servizi').getByRole('button', { name: 'Proponi un altro orario' }).click()
  const proposal = page.getByRole('dialog', { name: 'Proponi un altro orario' })
  await proposal.getByLabel('Ora di inizio').fill('16:00')
  await proposal.getByLabel('Commento per chi organizza').fill('Al mattino ho il Consiglio.')
  expect(await problemsOf(page)).toEqual([])
  await proposal.getByRole('button', { name: 'Invia la proposta' }).click()
  await agenda.notice('Proposta inviata a chi organizza.').waitFor()
  await expect.poll(told, { timeout: 30_000 }).toHaveLength(2)
  expect(sent[1]!.raw).toMatch(/method=COUNTER/i)

  const revised = { guest: user.address, day, uid, sequence: 1, hours: ['150000', '160000'] as const }
  await user.receive(mailWith('Nuovo orario', user.address, invitation(revised), 'REQUEST'))
  await page.goto('/mail/inbox')
  await mail.open('Nuovo orario')
  await card.getByText('È cambiato: quando').waitFor()
  await card.getByRole('button', { name: 'Aggiorna l’agenda' }).click()
  await card.getByText('Agenda aggiornata.').waitFor()
  const off = invitation({ ...revised, sequence: 2, method: 'CANCEL' })
  await user.receive(mailWith('Conferenza annullata', user.address, off, 'CANCEL'))
  await mail.open('Conferenza annullata')
  await card.getByRole('button', { name: 'Togli dall’agenda' }).click()
  await card.getByText('Tolto dall’agenda.').waitFor()
  await agenda.go('day', day)
  // What was kept of the agenda is drawn first, and the server's answer takes its place.
  await expect.poll(() => agenda.events('Conferenza dei servizi').count(), { timeout: 30_000 }).toBe(0)
})

test('a colleague is invited, accepts from the mail, and the answer stands in the event', async ({
  page,
  openPage,
  newUser,
}) => {
  const [host, guest] = [newUser('ospite'), newUser('collega')]
  const hers = calendarOn(page)
  await signIn(page, host)
  await hers.go('week', '2027-02-10')
  await hers.slot('mercoledì 10 febbraio, 09:00').click()
  await hers.quick.getByLabel('Titolo').fill('Tavolo PNRR')
  await hers.quick.getByRole('button', { name: 'Altri dettagli' }).click()
  await hers.field('Partecipanti').fill(`Collega <${guest.address}>`)
  await page.keyboard.press('Enter')
  await hers.agenda.getByRole('button', { name: 'Salva e invia' }).click()
  await hers.event('Tavolo PNRR').waitFor()

  const hisPage = await openPage()
  await signIn(hisPage, guest)
  const his = mailOn(hisPage)
  await his.open('Invito: Tavolo PNRR')
  const card = his.reader.getByRole('region', { name: 'Invito' })
  await card.getByRole('button', { name: 'Accetta' }).click()
  await card.getByText('Hai accettato.').waitFor()

  await page.goto('/mail/inbox')
  const mine = mailOn(page)
  await mine.open('Accettato: Tavolo PNRR')
  await mine.reader.getByText('Risposta segnata.').waitFor()
  await hers.go('week', '2027-02-10')
  await hers.event('Tavolo PNRR').click()
  await hers.card('Tavolo PNRR').getByText('1 invitato: 1 sì').waitFor()
})

function mailWith(subject: string, to: string, text: string, method: string) {
  return aMessage()
    .from(`Provincia <${organizer}>`)
    .to(to)
    .subject(subject)
    .text('Vedi sotto.')
    .calendar(text, method)
}

interface Asked {
  guest: string
  day: string
  uid: string
  sequence?: number
  hours?: readonly [string, string]
  method?: 'REQUEST' | 'CANCEL'
}

function invitation({ guest, day, uid, sequence = 0, method = 'REQUEST', ...more }: Asked): string {
  const [from, to] = more.hours ?? ['090000', '100000']
  const date = day.replaceAll('-', '')
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Provincia//Agenda//IT',
    'VERSION:2.0',
    `METHOD:${method}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:2026010${sequence + 1}T080000Z`,
    `DTSTART:${date}T${from}Z`,
    `DTEND:${date}T${to}Z`,
    'SUMMARY:Conferenza dei servizi',
    'LOCATION:Sala provinciale',
    `ORGANIZER;CN=Provincia:mailto:${organizer}`,
    `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${guest}`,
    `SEQUENCE:${sequence}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.join('\r\n')
}
