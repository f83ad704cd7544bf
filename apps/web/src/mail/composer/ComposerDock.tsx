import './ComposerDock.css'
import { useEffect } from 'react'
import { Region } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { watchOver } from '../../app/unsaved-work.ts'
import { hasUnsaved, saveAll, startAutosave } from './autosave.ts'
import { ComposerPanel } from './ComposerPanel.tsx'
import { composers } from './composers.ts'
import { beginComposer, offerRecovery } from './lifecycle.ts'
import { wishes } from './open.ts'

startAutosave()
watchOver({ exists: hasUnsaved, save: saveAll })
void offerRecovery()

/** The messages being written, side by side at the foot of the page. */
export function ComposerDock() {
  const { t } = useI18n()
  const list = useStore(composers, (state) => state.list)
  const waiting = useStore(wishes, (state) => state.waiting)
  useEffect(() => {
    if (waiting.length === 0) return
    wishes.set({ waiting: [] })
    for (const intent of waiting) void beginComposer(intent)
  }, [waiting])

  const shown = list.filter(({ phase }) => phase !== 'held')
  if (shown.length === 0) return null
  return (
    <section
      className="composers"
      aria-label={t('composer.region')}
      data-full={shown.some(({ view }) => view === 'full') || undefined}
    >
      {shown.map((composer) => (
        <Region key={composer.id}>
          <ComposerPanel composer={composer} />
        </Region>
      ))}
    </section>
  )
}
