import { describe, expect, test } from 'vitest'
import { parseQuickTask } from './quick-task.ts'

// A Tuesday, ten in the morning in Rome.
const now = new Date('2026-11-24T09:00:00Z')
const it = (text: string) => parseQuickTask(text, { now, zone: 'Europe/Rome', language: 'it' })
const en = (text: string) => parseQuickTask(text, { now, zone: 'Europe/Rome', language: 'en' })
const day = (date: string) => ({ kind: 'date', date })

describe('in Italian', () => {
  test('a line fills when, how urgent and under which word', () => {
    expect(it('Pagare bolletta venerdì alta #ufficio')).toEqual({
      title: 'Pagare bolletta',
      due: day('2026-11-27'),
      start: null,
      recurrence: null,
      priority: 'high',
      tags: ['ufficio'],
    })
  })

  test.each([
    ['Relazione PNRR entro il 30/11', 'Relazione PNRR', '2026-11-30', 'normal'],
    ['Rispondere al protocollo entro domani priorità bassa', 'Rispondere al protocollo', '2026-11-25', 'low'],
    ['Sollecito urgente oggi', 'Sollecito', '2026-11-24', 'high'],
    ['Chiamare Edil Foglia domani !', 'Chiamare Edil Foglia', '2026-11-25', 'high'],
    ['#cantiere Verbale per giovedì', 'Verbale', '2026-11-26', 'normal'],
    ['Preparare sala giunta venerdì', 'Preparare sala giunta', '2026-11-27', 'normal'],
    ['Riunione di 2 ore', 'Riunione di 2 ore', null, 'normal'],
    ['Alta velocità: leggere il parere', 'Alta velocità: leggere il parere', null, 'normal'],
    ['Controllare la pressione alta del vaso', 'Controllare la pressione alta del vaso', null, 'normal'],
  ])('%s', (text, title, date, priority) => {
    expect(it(text)).toMatchObject({ title, due: date && day(date), priority })
  })

  test('a time, a span of days and what comes back', () => {
    expect(it('Inviare atti domani alle 12').due).toEqual({
      kind: 'zoned',
      local: '2026-11-25T12:00:00',
      zone: 'Europe/Rome',
    })
    expect(it('Sopralluoghi dal 1 al 4 dicembre')).toMatchObject({
      start: day('2026-12-01'),
      due: day('2026-12-04'),
    })
    expect(it('Presenze ogni lunedì bassa')).toMatchObject({
      title: 'Presenze',
      due: day('2026-11-30'),
      recurrence: { frequency: 'weekly', weekdays: [{ day: 'MO' }] },
      priority: 'low',
    })
  })
})

test('in English', () => {
  expect(en('Pay the bill by Friday high #office')).toMatchObject({
    title: 'Pay the bill',
    due: day('2026-11-27'),
    priority: 'high',
    tags: ['office'],
  })
  expect(en('Read about high speed trains tomorrow')).toMatchObject({
    title: 'Read about high speed trains',
    priority: 'normal',
  })
})
