import { expect, test } from 'vitest'
import { addressIn, blank, flawsIn, proposedLocal, settingsIn, typedOf } from './resource-form.ts'
import { hoursWords } from './resource-words.ts'

const sala = {
  ...blank('monteverde.example'),
  name: 'Sala giunta',
}

test.each([
  ['Sala Consiliare (1° piano)', 'sala.consiliare.1.piano'],
  ['Caffè – Società', 'caffe.societa'],
  ['  ', ''],
])('the address of “%s” is proposed as “%s”', (name, local) => {
  expect(proposedLocal(name)).toBe(local)
})

test('the address follows the name until it is typed', () => {
  expect(addressIn(sala)).toBe('sala.giunta@monteverde.example')
  expect(addressIn({ ...sala, local: ' Giunta ' })).toBe('giunta@monteverde.example')
})

test('what is set of a room comes out of the form as it went in', () => {
  const room = {
    ...settingsIn({ ...sala, seats: '12', place: 'Primo piano', managers: ['anna@monteverde.example'] }),
    address: addressIn(sala),
  }

  const { address, ...settings } = room
  expect(settings).toMatchObject({ capacity: 12, aheadDays: 365 })
  expect(settings.opening).toHaveLength(5)
  expect(settingsIn(typedOf(room))).toEqual(settings)
  expect(settingsIn(typedOf({ ...room, opening: [] })).opening).toEqual([])
  expect(addressIn(typedOf(room))).toBe(address)
})

test('what is wrong is told by its field before the server is asked', () => {
  expect(flawsIn(sala, [])).toEqual([])
  expect(flawsIn({ ...sala, name: ' ' }, [])).toEqual(['name/missing'])
  expect(flawsIn(sala, ['sala.giunta@monteverde.example'])).toEqual(['address/taken'])
  expect(flawsIn({ ...sala, local: 'sala giunta' }, [])).toEqual(['address/form'])
  expect(flawsIn({ ...sala, seats: 'dodici' }, [])).toEqual(['capacity/form'])
  expect(flawsIn({ ...sala, approval: 'manager' }, [])).toEqual(['managers/missing'])
  const none = { MO: [], TU: [], WE: [], TH: [], FR: [], SA: [], SU: [] }
  expect(flawsIn({ ...sala, hours: none }, [])).toEqual(['opening/missing'])
  expect(flawsIn({ ...sala, hours: none, always: true }, [])).toEqual([])
  const backwards = { ...none, MO: [{ from: 600, to: 540 }] }
  expect(flawsIn({ ...sala, hours: backwards }, [])).toEqual(['opening/backwards'])
})

test('days with the same hours are said as one', () => {
  const day = (name: 'MO' | 'TU' | 'WE' | 'FR' | 'SA', from: string, to: string) => ({ day: name, from, to })
  const morning = [day('MO', '08:00', '13:00'), day('TU', '08:00', '13:00'), day('WE', '08:00', '13:00')]

  expect(hoursWords([...morning, day('FR', '08:00', '13:00'), day('SA', '09:00', '12:00')], 'it')).toBe(
    'lun–mer e ven 08:00–13:00 · sab 09:00–12:00',
  )
  expect(hoursWords([day('MO', '08:00', '13:00'), day('MO', '15:00', '18:00')], 'en')).toBe(
    'Mon 08:00–13:00, 15:00–18:00',
  )
})
