import { createStore } from '../../app/store.ts'
import type { Composer, Draft } from './composer-state.ts'

/** The messages being written. It lives outside the component tree: a session that ends or a page that changes loses nothing. */
export const composers = createStore<{ list: Composer[] }>({ list: [] })

export function findComposer(id: string): Composer | undefined {
  return composers.get().list.find((composer) => composer.id === id)
}

export function addComposer(composer: Composer): void {
  composers.set(({ list }) => ({ list: [...list, composer] }))
  bringForward(composer.id)
}

/** Changes what is written: it will be journalled and saved. */
export function changeDraft(id: string, change: Partial<Draft> | ((draft: Draft) => Partial<Draft>)): void {
  update(id, (composer) => ({
    ...composer,
    draft: { ...composer.draft, ...(typeof change === 'function' ? change(composer.draft) : change) },
    version: composer.version + 1,
    saveState: 'changed',
    problem: composer.problem?.kind === 'uncertain' ? composer.problem : null,
  }))
}

/** Changes how it stands on screen, or what became of it. */
export function changeComposer(id: string, change: Partial<Composer>): void {
  update(id, (composer) => ({ ...composer, ...change }))
}

export function removeComposer(id: string): void {
  composers.set(({ list }) => ({ list: list.filter((composer) => composer.id !== id) }))
}

/** Opens one; those that no longer fit beside it are folded to their titles. */
export function bringForward(id: string): void {
  const room = Math.max(1, Math.floor((window.innerWidth - 40) / 688))
  composers.set(({ list }) => {
    const open = list
      .filter((composer) => composer.id !== id && composer.view !== 'minimised')
      .slice(-Math.max(0, room - 1) || list.length)
    const kept = new Set(room === 1 ? [] : open.map((composer) => composer.id))
    return {
      list: list.map((composer) => {
        if (composer.id === id)
          return composer.view === 'minimised' ? { ...composer, view: 'docked' } : composer
        return kept.has(composer.id) ? composer : { ...composer, view: 'minimised' }
      }),
    }
  })
}

function update(id: string, change: (composer: Composer) => Composer): void {
  composers.set(({ list }) => ({
    list: list.map((composer) => (composer.id === id ? change(composer) : composer)),
  }))
}
