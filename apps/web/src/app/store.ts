import { useSyncExternalStore } from 'react'

/** A value one can read, change and watch: for what is neither on the server nor in the address. */
export interface Store<State> {
  get: () => State
  set: (change: Partial<State> | ((state: State) => State)) => void
  subscribe: (listener: () => void) => () => void
}

export function createStore<State extends object>(initial: State): Store<State> {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set: (change) => {
      const next = typeof change === 'function' ? change(state) : { ...state, ...change }
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Re-renders only when what `select` picks changes: it must return a kept value, not a new one each time. */
export function useStore<State extends object, Picked>(
  store: Store<State>,
  select: (state: State) => Picked,
): Picked {
  return useSyncExternalStore(store.subscribe, () => select(store.get()))
}
