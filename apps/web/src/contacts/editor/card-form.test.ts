import { blankCard, type CardFields } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { changesOf, cleaned, inConflict, isFilled, newFields, point, withName } from './card-form.ts'

const lucia: CardFields = {
  ...blankCard,
  fullName: 'Lucia Sarti',
  name: { ...blankCard.name, given: 'Lucia', family: 'Sarti' },
  emails: [{ ...point('work'), id: '1', value: 'lucia@monteverde.example' }],
  note: 'Sportello',
}

test('the name that is said follows its parts', () => {
  expect(withName(lucia, { family: 'Bassi' }).fullName).toBe('Lucia Bassi')
})

test('a name somebody gave of its own stays', () => {
  expect(withName({ ...lucia, fullName: 'Dott.ssa Sarti' }, { family: 'Bassi' }).fullName).toBe(
    'Dott.ssa Sarti',
  )
})

test('only what is different is written', () => {
  expect(changesOf(lucia, cleaned({ ...lucia, title: 'Ufficiale' }))).toEqual({ title: 'Ufficiale' })
  expect(changesOf(lucia, cleaned(lucia))).toEqual({})
})

test('what was added and left empty is not stored', () => {
  const { phones, addresses, birthday, units } = cleaned({
    ...lucia,
    phones: [point('work')],
    units: [' ', 'Anagrafe'],
    birthday: { year: null, month: null, day: null, text: '' },
  })
  expect({ phones, addresses, birthday, units }).toEqual({
    phones: [],
    addresses: [],
    birthday: null,
    units: ['Anagrafe'],
  })
})

test('whoever has no name is called by their organisation, or their address', () => {
  expect(cleaned({ ...blankCard, organisation: 'Studio Valle' }).fullName).toBe('Studio Valle')
  expect(cleaned({ ...blankCard, emails: [{ ...point('work'), value: 'a@b.example' }] }).fullName).toBe(
    'a@b.example',
  )
})

test('what two changed differently is asked about, and nothing else', () => {
  const theirs = { ...lucia, note: 'Stanza 3', title: 'Ufficiale', nickname: 'Lu' }
  expect(inConflict(lucia, { note: 'Stanza 4', title: 'Ufficiale', role: 'URP' }, theirs)).toEqual(['note'])
})

test('a person of a mail begins with name and address', () => {
  const { name, emails } = newFields({ fullName: 'Maria Grazia Sarti', emails: ['mg@x.example'] })
  expect(name).toMatchObject({ given: 'Maria Grazia', family: 'Sarti' })
  expect(emails[0]?.value).toBe('mg@x.example')
})

test('a part that has something in it is shown without being asked for', () => {
  expect(isFilled('birthday', { ...lucia, birthday: { year: null, month: 3, day: 12, text: '' } })).toBe(true)
  expect(isFilled('fullName', lucia)).toBe(false)
})
