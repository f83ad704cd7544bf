import { randomUUID } from 'node:crypto'
import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

const organizer = 'conferenze@provincia.example'

test('an invitation from outside is accepted in the mail, stands in the agenda, and its organizer is told once', async ({
  openPage,
  newUser,
  ask,
}) => {
  const page = await openPage({ reducedMotion: 'reduce' })
  const user = newUser('invitata')
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  await user.receive(
    aMessage()
      .from(`Provincia <${organizer}>`)
      .to(user.address)
      .subject('Invito alla conferenza')
      .text('Vi aspettiamo.')
      .calendar(invitation({ guest: user.address, day, uid: randomUUID() }), 'REQUEST'),
  )
  await signIn(page, user)
  await ask('outgoing')
  const mail = mailOn(page)

  await mail.open('Invito alla conferenza')
  const card = mail.reader.getByRole('region', { name: 'Invito' })
  await card.getByRole('heading', { name: 'Conferenza dei servizi' }).waitFor()
  await card.getByText('Sala provinciale').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await problemsOf(page)).toEqual([])
  }
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
  await expect.poll(told, { timeout: 15_000 }).toEqual([[organizer]])
  expect(sent[0]!.raw).toMatch(/method=REPLY/i)
  await card.getByRole('link', { name: 'Apri nell’agenda' }).click()
  await page.getByRole('button', { name: /Conferenza dei servizi/ }).waitFor()
  expect(page.url()).toContain(`/calendar/day/${day}`)
  expect(await told()).toEqual([[organizer]])
})

function invitation({ guest, day, uid }: { guest: string; day: string; uid: string }): string {
  const date = day.replaceAll('-', '')
  const lines = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Provincia//Agenda//IT',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T080000Z',
    `DTSTART:${date}T090000Z`,
    `DTEND:${date}T100000Z`,
    'SUMMARY:Conferenza dei servizi',
    'LOCATION:Sala provinciale',
    `ORGANIZER;CN=Provincia:mailto:${organizer}`,
    `ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${guest}`,
    'SEQUENCE:0',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.join('\r\n')
}
