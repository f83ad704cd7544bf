import { QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { vi } from 'vitest'
import { I18nProvider } from './i18n.tsx'
import { queryClient } from './query-client.ts'

// For tests.

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const closers: (() => void)[] = []

/** A part of a page as a person gets it, with its sentences and what was fetched. */
export function drawn(node: ReactNode): HTMLElement {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  closers.push(() => {
    act(() => root.unmount())
    place.remove()
  })
  act(() =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <I18nProvider>{node}</I18nProvider>
      </QueryClientProvider>,
    ),
  )
  return place
}

/** With what it asks for at once. */
export async function drawnWhole(node: ReactNode): Promise<HTMLElement> {
  let place: HTMLElement | undefined
  await act(async () => {
    place = drawn(node)
  })
  return place!
}

/** Whatever was drawn, and what was fetched for it. */
export function takeAway(): void {
  for (const close of closers.splice(0)) close()
  queryClient.clear()
}
