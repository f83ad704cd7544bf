import { later } from '@staffetta/ui'
import { Suspense } from 'react'
import { createStore, useStore } from '../../app/store.ts'
import { wishes } from './open.ts'

const [ComposerDock, fetchComposer] = later(async () => (await import('./ComposerDock.tsx')).ComposerDock)
export { fetchComposer }

/** Once something was written it may still be open, on whatever page one comes to. */
const began = createStore({ ever: false })
wishes.subscribe(() => {
  if (wishes.get().waiting.length > 0) began.set({ ever: true })
})

/** What is being written, wherever one writes from. Its code comes with the first. */
export function Composers() {
  const ever = useStore(began, (state) => state.ever)
  if (!ever) return null
  return (
    // The editor inside waits for the sanitiser (useSafeHtml).
    <Suspense fallback={null}>
      <ComposerDock />
    </Suspense>
  )
}
