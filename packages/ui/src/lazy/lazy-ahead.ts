import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

/**
 * A lazy component, and what fetches its code ahead. Once that is here the component is drawn at once: React's own `lazy` draws
 * the fallback first even then, and holds what was behind it back for 300 ms (FALLBACK_THROTTLE_MS), on every first menu and dialog.
 * A rejected fetch is asked again by whoever draws it.
 */
export function lazyAhead<Props>(
  load: () => Promise<ComponentType<Props>>,
): [LazyExoticComponent<ComponentType<Props>>, () => Promise<void>] {
  let here: { default: ComponentType<Props> } | undefined
  const fetched = async () => (here = { default: await load() })
  // `lazy` takes any thenable, and one that answers at once leaves nothing to wait for.
  // oxlint-disable-next-line unicorn/no-thenable -- That is what it is for.
  const atOnce = { then: (draw: (module: typeof here) => void) => draw(here) }
  const component = lazy(() =>
    here === undefined ? fetched() : (atOnce as unknown as ReturnType<typeof fetched>),
  )
  return [component, async () => void (await fetched())]
}
