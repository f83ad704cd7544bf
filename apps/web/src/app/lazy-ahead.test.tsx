// @vitest-environment jsdom
import { lazyAhead } from '@staffetta/ui'
import { Suspense } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'

const Words = () => <p>Eccomi</p>

/** Drawn, before anything that is awaited comes. */
function drawn(Component: React.ComponentType): HTMLElement {
  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() =>
    root.render(
      <Suspense fallback="…">
        <Component />
      </Suspense>,
    ),
  )
  return place
}

test('what was fetched ahead is drawn at once', async () => {
  const [Component, fetch] = lazyAhead(async () => Words)
  await fetch()

  expect(drawn(Component).textContent).toBe('Eccomi')
})

test('what was not is waited for, and a fetch that failed is no answer for who draws it', async () => {
  let online = false
  const [Component, fetch] = lazyAhead(async () => {
    if (!online) throw new Error('offline')
    return Words
  })
  await expect(fetch()).rejects.toThrow('offline')
  online = true

  const place = drawn(Component)
  expect(place.textContent).toBe('…')
  await vi.waitFor(() => expect(place.textContent).toBe('Eccomi'))
})
