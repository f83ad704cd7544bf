import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { saveWork, watchOver } from './unsaved-work.ts'

const work = { unsaved: false, save: () => Promise.resolve(true) }
watchOver({ exists: () => work.unsaved, save: () => work.save() })

beforeEach(() => {
  work.unsaved = true
  vi.useFakeTimers()
})

afterEach(() => vi.useRealTimers())

test('who has nothing unsaved leaves without asking anything of the server', async () => {
  work.unsaved = false
  work.save = () => Promise.reject(new Error('asked'))

  expect(await saveWork()).toBe(true)
})

test('what could be saved may be forgotten here', async () => {
  work.save = () => Promise.resolve(true)

  expect(await saveWork()).toBe(true)
})

test('what could not be saved is told, so that it is kept', async () => {
  work.save = () => Promise.reject(new Error('refused'))

  expect(await saveWork()).toBe(false)
})

test('leaving does not wait for a server that does not answer', async () => {
  work.save = () => new Promise(() => undefined)

  const saved = saveWork()
  await vi.advanceTimersByTimeAsync(5000)

  expect(await saved).toBe(false)
})
