import { describe, expect, test } from 'vitest'
import { flatNumbers } from './imap-extensions.ts'
import { groupByIds, referencesOf, Threads } from './threads.ts'

const upTo = (last: number) => Uint32Array.from({ length: last }, (_, at) => at + 1)
const conversations = (threads: Threads) => [...threads.newest].map((uid) => threads.membersOf(uid))

function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

test('a tree of answers becomes the set of its messages, however it branches', () => {
  const one = (value: string) => ({ type: 'ATOM', value })
  const tree = [one('3'), one('6'), [one('4'), one('23')], [one('44'), [one('7')], one('96')]]

  expect(flatNumbers(tree).toSorted((a, b) => a - b)).toEqual([3, 4, 6, 7, 23, 44, 96])
})

test('conversations stand in the order of their newest message', () => {
  const threads = new Threads(upTo(6), [
    [5, 1],
    [2, 3],
  ])

  expect(conversations(threads)).toEqual([[2, 3], [4], [1, 5], [6]])
  expect(threads.newestOf(1)).toBe(5)
})

test('an arrival brings its conversation to the top, and one that answers two makes them one', () => {
  const threads = new Threads(upTo(4), [[1, 2]])

  threads.add(5, [1])
  expect(conversations(threads)).toEqual([[3], [4], [1, 2, 5]])
  threads.add(9, [2, 3])
  expect(conversations(threads)).toEqual([[4], [1, 2, 3, 5, 9]])
})

test('when the newest goes the one before it stands for the conversation', () => {
  const threads = new Threads(upTo(4), [[1, 2, 4]])

  threads.remove(new Set([4]))
  expect(conversations(threads)).toEqual([[1, 2], [3]])
  threads.remove(new Set([1]))
  expect(conversations(threads)).toEqual([[2], [3]])
})

test('UIDs a server names and the mailbox no longer has are left out', () => {
  expect(conversations(new Threads(Uint32Array.of(2, 5), [[1, 2, 5, 7]]))).toEqual([[2, 5]])
})

describe.each(Array.from({ length: 20 }, (_, seed) => seed + 1))('seed %i', (seed) => {
  test('arrivals and removals give what grouping everything anew gives', () => {
    const pick = random(seed)
    const labels = new Map<number, number>()
    const threads = new Threads(new Uint32Array(), [])
    let next = 1
    for (let step = 0; step < 300; step++) {
      if (pick(3) > 0) {
        const uid = (next += 1 + pick(3))
        const relatives = [...labels.keys()].filter(() => pick(20) === 0).slice(0, 2)
        for (const relative of relatives) {
          const merged = labels.get(relative)
          for (const [other, label] of labels) if (label === merged) labels.set(other, uid)
        }
        labels.set(uid, uid)
        threads.add(uid, relatives)
      } else {
        const gone = new Set([...labels.keys()].filter(() => pick(15) === 0))
        for (const uid of gone) labels.delete(uid)
        threads.remove(gone)
      }
    }

    const groups = new Map<number, number[]>()
    for (const [uid, label] of labels) groups.set(label, [...(groups.get(label) ?? []), uid])
    const expected = [...groups.values()].toSorted((a, b) => a.at(-1)! - b.at(-1)!)
    expect(conversations(threads)).toEqual(expected)
    expect(threads.length).toBe(labels.size)
  })
})

test('answers to the same message belong together also where that message is not', () => {
  const groups = groupByIds([
    { uid: 1, ids: ['<b@x>', '<lost@x>'] },
    { uid: 2, ids: ['<alone@x>'] },
    { uid: 3, ids: ['<c@x>', '<lost@x>'] },
    { uid: 4, ids: [] },
    { uid: 5, ids: ['<d@x>', '<c@x>'] },
  ])

  expect(groups).toEqual([[1, 3, 5]])
})

test('a message names what its References say, else the one it answers', () => {
  expect(referencesOf('<a@x>\r\n <b@x> <a@x>', '<c@x>')).toEqual(['<a@x>', '<b@x>'])
  expect(referencesOf(undefined, '<c@x> <d@x>')).toEqual(['<c@x>'])
  expect(referencesOf(undefined, 'il tuo messaggio di ieri')).toEqual([])
})
