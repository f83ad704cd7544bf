import type { StreamFrame } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { LiveHub } from './hub.ts'

const quiet = { start: () => undefined, stop: () => undefined }
const counts = (total: number) => ({
  type: 'mail.counts-changed' as const,
  mailboxId: 'inbox',
  total,
  unread: 0,
})

function collecting() {
  const frames: StreamFrame[] = []
  return { frames, subscriber: (frame: StreamFrame) => void frames.push(frame) }
}

test('a stream that comes back gets what it missed, once and in order', () => {
  const hub = new LiveHub(quiet)
  const first = collecting()
  const leave = hub.subscribe('t/a', undefined, first.subscriber)
  hub.publish('t/a', [counts(1)])
  leave()
  hub.publish('t/a', [counts(2)])
  hub.publish('t/a', [counts(3)])

  const second = collecting()
  hub.subscribe('t/a', first.frames.at(-1)!.id, second.subscriber)

  expect(second.frames.map((frame) => frame.events)).toEqual([[counts(2)], [counts(3)]])
})

test('a stream of an earlier start of the server is told to refetch', () => {
  const hub = new LiveHub(quiet)
  const tab = collecting()

  hub.subscribe('t/a', 'older-17', tab.subscriber)

  expect(tab.frames).toEqual([expect.objectContaining({ resync: true })])
})

test('nothing of one account reaches another', () => {
  const hub = new LiveHub(quiet)
  const other = collecting()
  hub.subscribe('t/b', undefined, other.subscriber)
  hub.subscribe('t/a', undefined, () => undefined)

  hub.publish('t/a', [counts(1)])

  expect(other.frames).toEqual([])
})

test('the first listener starts the watchers and further ones do not', () => {
  const started: string[] = []
  const hub = new LiveHub({ start: (key) => void started.push(key), stop: () => undefined })

  hub.subscribe('t/a', undefined, () => undefined)
  hub.subscribe('t/a', undefined, () => undefined)

  expect(started).toEqual(['t/a'])
})
