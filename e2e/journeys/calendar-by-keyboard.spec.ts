import { expect } from 'vitest'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { calendarOn } from '../pages/calendar.ts'
import { focused, tabTo } from '../pages/focus.ts'
import { signIn } from '../pages/sign-in.ts'

test('an event is made, moved, changed and removed without touching the mouse', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('tastiera')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  const keys = page.keyboard
  await signIn(page, user)
  await calendar.go('week', '2027-02-08')
  await calendar.slot('lunedì 8 febbraio, 09:00').waitFor()

  await tabTo(page, 'gridcell')
  expect(await focused(page)).toBe('gridcell lunedì 8 febbraio, 09:00')
  await keys.press('ArrowRight')
  await keys.press('ArrowDown')
  await keys.press('Enter')
  await calendar.quick.waitFor()
  await keys.type('Ricevimento')
  await keys.press('Enter')
  await calendar.event('Ricevimento', 'martedì 9 febbraio', '09:30–10:30').waitFor()
  await other.finds(['DTSTART;TZID=Europe/Rome:20270209T093000'])

  await tabTo(page, 'gridcell')
  await keys.press('Enter')
  await expect.poll(() => focused(page)).toContain('Ricevimento')
  await keys.down('Alt')
  await keys.press('ArrowRight')
  await keys.press('ArrowDown')
  await keys.press('ArrowDown')
  await keys.press('Shift+ArrowDown')
  await keys.up('Alt')
  await calendar.event('Ricevimento', 'mercoledì 10 febbraio', '10:00–11:15').waitFor()
  await other.finds(['DTSTART;TZID=Europe/Rome:20270210T100000'])
  await expect.poll(() => focused(page)).toContain('Ricevimento')

  await keys.press('Enter')
  await calendar.card('Ricevimento').waitFor()
  await tabTo(page, 'button', 'Modifica')
  await keys.press('Enter')
  await calendar.field('Dove').waitFor()
  await tabTo(page, 'input', 'Dove')
  await keys.type('Sportello')
  await keys.press('Control+Enter')
  await calendar.event('Ricevimento', 'mercoledì 10 febbraio', '10:00–11:15', 'Sportello').waitFor()
  await other.finds(['SUMMARY:Ricevimento', 'LOCATION:Sportello', 'DTSTART;TZID=Europe/Rome:20270210T100000'])

  await tabTo(page, 'button', 'Ricevimento')
  await keys.press('Delete')
  await calendar.notice('«Ricevimento» eliminato.').waitFor()
  await other.finds()
  await tabTo(page, 'button', '«Ricevimento» eliminato.')
  await keys.press('Enter')
  await calendar.event('Ricevimento', 'mercoledì 10 febbraio').waitFor()
  await other.finds(['LOCATION:Sportello'])
})

test('a series is made, changed from one day on and removed with the keys, and the focus is never lost', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('serie.tastiera')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  const keys = page.keyboard
  await signIn(page, user)
  await calendar.go('week', '2027-02-08')
  await calendar.slot('lunedì 8 febbraio, 09:00').waitFor()

  await tabTo(page, 'gridcell')
  await keys.press('Enter')
  await calendar.quick.waitFor()
  await keys.type('Protocollo')
  await tabTo(page, 'button', 'Altri dettagli')
  await keys.press('Enter')
  await calendar.field('Si ripete').waitFor()
  await tabTo(page, 'select', 'Si ripete')
  await keys.press('ArrowDown')
  await calendar.field('Ogni quanti').waitFor()
  await keys.press('Control+Enter')
  await calendar.events('Protocollo', 'domenica 14 febbraio').waitFor()
  await other.finds([/^RRULE:FREQ=DAILY/m])

  await tabTo(page, 'gridcell')
  for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await keys.press(key)
  await expect.poll(() => focused(page)).toContain('mercoledì 10 febbraio')
  await keys.down('Alt')
  await keys.press('ArrowDown')
  await keys.press('ArrowDown')
  await keys.up('Alt')
  await calendar.scope.waitFor()
  await keys.press('ArrowDown')
  await tabTo(page, 'button', 'Salva')
  await keys.press('Enter')
  await calendar.event('Protocollo', 'domenica 14 febbraio', '09:30–10:30').waitFor()
  await calendar.event('Protocollo', 'martedì 9 febbraio', '09:00–10:00').waitFor()
  await other.finds([/^RRULE:.*UNTIL=202702(09|10)/m], ['DTSTART;TZID=Europe/Rome:20270210T093000'])
  await expect.poll(() => focused(page)).toMatch(/^button Protocollo.*mercoledì 10 febbraio/)

  await keys.press('Delete')
  await calendar.scope.waitFor()
  await keys.press('ArrowUp')
  await tabTo(page, 'button', 'Elimina')
  await keys.press('Enter')
  await calendar.notice('Tutta la serie «Protocollo» eliminata.').waitFor()
  await calendar.event('Protocollo', 'mercoledì 10 febbraio').waitFor({ state: 'detached' })
  await other.finds([/^RRULE:.*UNTIL=/m])
  await expect.poll(() => focused(page)).toMatch(/^(button Protocollo|gridcell)/)
})
