import { describe, expect } from 'vitest'
import { problemsByDayAndNight } from '../accessibility.ts'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { calendarOn } from '../pages/calendar.ts'
import { signIn } from '../pages/sign-in.ts'

test('an event is made in a few words, dragged and stretched, and each can be taken back', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('agenda')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  await signIn(page, user)
  await calendar.go('week', '2027-02-10')

  await calendar.slot('mercoledì 10 febbraio, 09:00').click()
  await calendar.quick.getByLabel('Titolo').fill('Sopralluogo')
  await calendar.quick.getByLabel('Luogo').fill('Via del Mulino 14')
  await page.keyboard.press('Enter')
  await calendar.event('Sopralluogo', 'mercoledì 10 febbraio', '09:00–10:00', 'Via del Mulino 14').waitFor()
  await other.finds([
    'SUMMARY:Sopralluogo',
    'LOCATION:Via del Mulino 14',
    'DTSTART;TZID=Europe/Rome:20270210T090000',
    /^(DTEND;TZID=Europe\/Rome:20270210T100000|DURATION:PT1H)$/m,
  ])

  await calendar.drag('mercoledì 10 febbraio, 09:00', 'venerdì 12 febbraio, 10:30')
  await calendar.notice(/spostato: venerdì 12 febbraio/).waitFor()
  await calendar.event('Sopralluogo', 'venerdì 12 febbraio', '10:30–11:30').waitFor()
  await other.finds(['SUMMARY:Sopralluogo', 'DTSTART;TZID=Europe/Rome:20270212T103000'])
  await calendar.undo()
  await calendar.event('Sopralluogo', 'mercoledì 10 febbraio', '09:00–10:00').waitFor()
  await other.finds(['DTSTART;TZID=Europe/Rome:20270210T090000'])

  await calendar.stretch('Sopralluogo', 'mercoledì 10 febbraio, 11:30')
  await calendar.event('Sopralluogo', 'mercoledì 10 febbraio', '09:00–11:30').waitFor()
  await other.finds([/^(DTEND;TZID=Europe\/Rome:20270210T113000|DURATION:PT2H30M)$/m])
  await calendar.undo()
  await calendar.event('Sopralluogo', 'mercoledì 10 febbraio', '09:00–10:00').waitFor()
  await other.finds([/^(DTEND;TZID=Europe\/Rome:20270210T100000|DURATION:PT1H)$/m])

  await page.reload()
  await calendar.event('Sopralluogo', 'mercoledì 10 febbraio', '09:00–10:00').waitFor()
  expect(await calendar.events('Sopralluogo').count()).toBe(1)
})

test('of a series one event is changed, then what follows, then all of it goes; each time one says how much', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('serie')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  await signIn(page, user)
  await calendar.go('week', '2027-02-11')
  await calendar.beginSeries('giovedì 11 febbraio, 15:00', 'Giunta')
  await calendar.field('Ogni quanti').fill('2')
  await calendar.save()
  await calendar.event('Giunta', 'giovedì 11 febbraio', '15:00–16:00', 'Si ripete').waitFor()
  await other.finds([/^RRULE:(?=.*FREQ=WEEKLY)(?=.*INTERVAL=2)(?=.*BYDAY=TH)/m])
  await calendar.go('week', '2027-02-18')
  await calendar.slot('giovedì 18 febbraio, 15:00').waitFor()
  expect(await calendar.events('Giunta').count()).toBe(0)

  await calendar.go('week', '2027-02-25')
  await calendar.edit('Giunta', 'giovedì 25 febbraio')
  await calendar.field('Dove').fill('Sala rossa')
  await calendar.save()
  await calendar.scope.getByRole('button', { name: 'Salva' }).click()
  await calendar.event('Giunta', 'giovedì 25 febbraio', '15:00–16:00', 'Sala rossa').waitFor()
  await other.finds([/^RRULE:/m, 'RECURRENCE-ID;TZID=Europe/Rome:20270225T150000', 'LOCATION:Sala rossa'])

  await calendar.go('week', '2027-03-11')
  await calendar.event('Giunta', 'giovedì 11 marzo').waitFor()
  await calendar.drag('giovedì 11 marzo, 15:00', 'giovedì 11 marzo, 16:30')
  await calendar.scope.getByLabel('Questo e i successivi').check()
  await calendar.scope.getByRole('button', { name: 'Salva' }).click()
  await calendar.event('Giunta', 'giovedì 11 marzo', '16:30–17:30').waitFor()
  await other.finds(
    [/^RRULE:.*UNTIL=2027(02|0310|0311T1[0-3])/m, 'RECURRENCE-ID;TZID=Europe/Rome:20270225T150000'],
    ['DTSTART;TZID=Europe/Rome:20270311T163000', /^RRULE:(?!.*UNTIL)/m],
  )
  await calendar.go('week', '2027-03-25')
  await calendar.event('Giunta', 'giovedì 25 marzo', '16:30–17:30').focus()

  await page.keyboard.press('Delete')
  await calendar.scope.getByLabel('Tutti gli eventi della serie').check()
  await calendar.scope.getByRole('button', { name: 'Elimina' }).click()
  await calendar.notice('Tutta la serie «Giunta» eliminata.').waitFor()
  await calendar.event('Giunta').waitFor({ state: 'detached' })
  await other.finds([/^RRULE:.*UNTIL=/m])
  await calendar.go('week', '2027-02-11')
  await calendar.event('Giunta').focus()
  await page.keyboard.press('Delete')
  await calendar.scope.getByLabel('Tutti gli eventi della serie').check()
  await calendar.scope.getByRole('button', { name: 'Elimina' }).click()
  await other.finds()
})

test('one line is enough: what, when and where', async ({ page, stack, newUser }) => {
  const user = newUser('riga')
  const other = await otherProgram(stack, user)
  const calendar = calendarOn(page)
  await signIn(page, user)
  await calendar.go('week', '2027-02-08')
  await calendar.slot('lunedì 8 febbraio, 09:00').waitFor()

  await page.keyboard.press('q')
  await page.getByLabel('Aggiungi in una riga').waitFor()
  await page.keyboard.type("Riunione con l'ufficio tecnico domani alle 15 in sala giunta")
  const tomorrow = await page.evaluate(() => {
    const now = new Date()
    const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + 1))
    return day.toISOString().slice(0, 10)
  })
  await page.keyboard.press('Control+Enter')
  await calendar.notice('Evento salvato.').waitFor()
  await other.finds([
    `DTSTART;TZID=Europe/Rome:${tomorrow.replaceAll('-', '')}T150000`,
    "SUMMARY:Riunione con l'ufficio tecnico",
    /^LOCATION:sala giunta$/im,
  ])

  await calendar.go('day', tomorrow)
  await calendar.event("Riunione con l'ufficio tecnico", '15:00–16:00', '[Ss]ala giunta').waitFor()
})

describe.each([
  { name: 'at a desk', viewport: { width: 1440, height: 900 } },
  { name: 'on a phone', viewport: { width: 390, height: 844 } },
])('$name', ({ viewport }) => {
  test('nothing in the agenda shuts anybody out, by day and by night', async ({ openPage }) => {
    const page = await openPage({ viewport, reducedMotion: 'reduce' })
    const calendar = calendarOn(page)
    await signIn(page, { address: 'elena.guidi@monteverde.example' })
    const found = new Map<string, string[]>()
    const look = async (screen: string) => {
      const problems = await problemsByDayAndNight(page)
      if (problems.length > 0) found.set(screen, problems)
    }
    const tuesday = tuesdayOfThisWeek()
    for (const view of ['day', 'workweek', 'week', 'month', 'year', 'list']) {
      await calendar.go(view, tuesday)
      if (view === 'year')
        await calendar.agenda.getByRole('button', { name: 'dicembre', exact: true }).waitFor()
      else await calendar.agenda.locator('[data-event]').first().waitFor()
      await look(view)
    }
    await calendar.go('week', addDays(tuesday, 1))
    await calendar.event('Conferenza di servizi: ponte sul Foglia').click()
    const card = calendar.card('Conferenza di servizi: ponte sul Foglia')
    await card.getByRole('button', { name: 'Mostra i partecipanti' }).click()
    await card.getByText('Sandra').waitFor()
    await look('card')
    await page.keyboard.press('Escape')

    await page.keyboard.press('n')
    await calendar.quick.getByLabel('Titolo').fill('Prova')
    await look('quick create')
    await calendar.quick.getByRole('button', { name: 'Altri dettagli' }).click()
    await calendar.field('Si ripete').selectOption('weekly')
    await calendar.field('Ogni quanti').waitFor()
    await look('editor')
    await calendar.agenda.getByRole('button', { name: 'Scegli dal calendario: Giorno di inizio' }).click()
    await page.getByRole('button', { name: 'Mese successivo' }).last().waitFor()
    await look('month of a date field')

    expect(Object.fromEntries(found)).toEqual({})
  })
})

/** The seed counts its days from the Monday of the week it is sown in. */
function tuesdayOfThisWeek(): string {
  const now = new Date()
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return addDays(today, 1 - ((now.getDay() + 6) % 7))
}

const two = (count: number): string => String(count).padStart(2, '0')

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
