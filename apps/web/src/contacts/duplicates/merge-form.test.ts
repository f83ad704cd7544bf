import { blankCard, type CardDetail, type MergePreview } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { choicesOf, chosenFor, rowsOf } from './merge-form.ts'

const card = (ref: string, fields: Partial<CardDetail['fields']>): CardDetail => ({
  ref,
  bookId: 'b',
  uid: ref,
  etag: '',
  version: '3.0',
  fields: { ...blankCard, ...fields },
  photo: null,
  keys: [],
  changedAt: null,
  can: { write: true },
})
const preview = (...fields: MergePreview['fields']): MergePreview => ({
  kept: card('b.1', { fullName: 'Lucia', title: 'Messa', note: 'Prima' }),
  gone: card('b.2', { fullName: 'Lucia', role: 'Notifiche', note: 'Seconda' }),
  fields,
})

test('a person is asked where the cards differ; what is alike is said once, in one line', () => {
  const { rows, alike } = rowsOf(
    preview(
      { field: 'fullName', state: 'both' },
      { field: 'name', state: 'both' },
      { field: 'title', state: 'kept' },
      { field: 'role', state: 'gone' },
      { field: 'note', state: 'differ' },
      { field: 'emails', state: 'union' },
    ),
    'it',
  )

  expect(rows.map(({ field, kind }) => `${field} ${kind}`)).toEqual([
    'title one',
    'role one',
    'emails several',
    'note note',
  ])
  expect(rows[0]!.values).toEqual([['Messa'], []])
  expect(alike).toEqual(['fullName'])
})

test('the parts of a name go along with the name one reads, and are asked for where only they differ', () => {
  const fieldsOf = (...fields: MergePreview['fields']) => {
    const { rows, alike } = rowsOf(preview(...fields), 'it')
    return [rows.map(({ field }) => field), alike]
  }

  expect(fieldsOf({ field: 'fullName', state: 'differ' }, { field: 'name', state: 'differ' })).toEqual([
    ['fullName'],
    [],
  ])
  expect(fieldsOf({ field: 'fullName', state: 'both' }, { field: 'name', state: 'differ' })).toEqual([
    ['name'],
    [],
  ])
  expect(choicesOf({ fullName: 'b.2' }, 'b.1')).toEqual({ fullName: 'gone', name: 'gone' })
})

test('a choice stays with its card when the other one is to be kept', () => {
  const row = { field: 'title', kind: 'differ', values: [['a'], ['b']] } as const

  expect(chosenFor({ ...row, values: [['a'], ['b']] }, {}, 'b.2')).toBe('b.2')
  expect(choicesOf({ title: 'b.1', emails: 'both' }, 'b.2')).toEqual({ title: 'gone', emails: 'both' })
})
