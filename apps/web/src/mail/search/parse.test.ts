import { expect, test } from 'vitest'
import { criteriaOf, dayOf, parseSearch, withoutCriterion, wordsOf } from './parse.ts'

const read = (text: string) => criteriaOf(parseSearch(text))

test('words are looked for everywhere, exact ones together', () => {
  expect(read('sopralluogo "via Fonte"')).toEqual({ text: ['sopralluogo', 'via Fonte'] })
})

test('operators work in Italian and in English', () => {
  expect(read('da:ferri a:elena oggetto:"SCIA via del Mulino" ha:allegato')).toEqual(
    read('from:ferri to:elena subject:"SCIA via del Mulino" has:attachment'),
  )
})

test('somebody one writes with is found on either side', () => {
  expect(read('con:ferri')).toEqual({ with: ['ferri'] })
  expect(read('with:ferri')).toEqual(read('con:ferri'))
})

test('unread is said as people say it', () => {
  expect(read('non:letto')).toEqual({ not: { seen: true } })
  expect(read('is:unread')).toEqual({ seen: false })
})

test('days are read as they are written in either language', () => {
  expect(read('dopo:20/11/2026 prima:2026-12-01')).toEqual({ since: '2026-11-20', before: '2026-12-01' })
  expect(dayOf('5/3', new Date('2026-07-01'))).toBe('2026-03-05')
  expect(dayOf('31/02/2026')).toBeUndefined()
})

test('sizes take a unit', () => {
  expect(read('maggiore:1,5M smaller:20k')).toEqual({ largerThanBytes: 1_500_000, smallerThanBytes: 20_000 })
})

test('a minus leaves out', () => {
  expect(read('-da:newsletter bilancio -bozza')).toEqual({
    text: ['bilancio'],
    not: { from: ['newsletter'], text: ['bozza'] },
  })
})

test('what makes no sense as an operator is a word', () => {
  expect(read('prot:11207 dopo:ieri http://comune.it è:strano')).toEqual({
    text: ['prot:11207', 'dopo:ieri', 'http://comune.it', 'è:strano'],
  })
})

test('an open quote ends with the text and an empty one is nothing', () => {
  expect(read('"via Fonte')).toEqual({ text: ['via Fonte'] })
  expect(read('da:"" ""')).toEqual({})
})

test('the words to mark are those one would see in a row', () => {
  expect(wordsOf(parseSearch('scia da:ferri -bozza ha:allegato'))).toEqual(['scia', 'ferri'])
})

test('a chip taken away takes exactly its words', () => {
  const text = 'scia da:ferri oggetto:"via del Mulino"'
  const [, from] = parseSearch(text)

  expect(withoutCriterion(text, from!)).toBe('scia oggetto:"via del Mulino"')
})
