import './PlainEditor.css'
import { useEffect, useRef, type ReactNode } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { Composer } from './composer-state.ts'
import { changeDraft } from './composers.ts'

/** Only words: no toolbar, the letters of the message as they will arrive. */
export function PlainEditor({ composer, children }: { composer: Composer; children: ReactNode }) {
  const { t } = useI18n()
  const area = useRef<HTMLTextAreaElement>(null)
  const { id, draft } = composer
  const answers = draft.kind === 'reply' || draft.kind === 'reply-all'
  useEffect(() => {
    if (!answers) return
    area.current?.focus()
    area.current?.setSelectionRange(0, 0)
  }, [answers, composer.loaded])
  return (
    <div className="composer-paper">
      <textarea
        ref={area}
        className="composer-plain"
        aria-label={t('composer.body')}
        placeholder={t('composer.placeholder')}
        value={draft.text}
        onChange={(event) => changeDraft(id, { text: event.target.value })}
      />
      {children}
    </div>
  )
}
