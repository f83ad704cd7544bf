import './ComposerHead.css'
import { IconButton } from '@staffetta/ui'
import { ChevronUp, Maximize2, Minimize2, Minus, X } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import type { Composer } from './composer-state.ts'
import { bringForward, changeComposer } from './composers.ts'
import { closeComposer } from './lifecycle.ts'

/** What it is, whether it is safe, and where it stands. */
export function ComposerHead({ composer, titleId }: { composer: Composer; titleId: string }) {
  const { t } = useI18n()
  const { id, view, phase } = composer
  const minimised = view === 'minimised'
  const title = titleOf(composer, t)
  const toggle = () => (minimised ? bringForward(id) : changeComposer(id, { view: 'minimised' }))
  return (
    <header className="composer-head">
      <button
        type="button"
        className="composer-title"
        id={titleId}
        aria-expanded={!minimised}
        onClick={toggle}
      >
        {title}
      </button>
      {!minimised && (
        <span className="composer-state" role="status">
          {phase === 'sending' ? t('composer.sending') : <SaveWords composer={composer} />}
        </span>
      )}
      <IconButton
        icon={minimised ? ChevronUp : Minus}
        size={28}
        label={minimised ? t('composer.restore') : t('composer.minimise')}
        keys={minimised ? undefined : 'Esc'}
        onClick={toggle}
      />
      {!minimised && (
        <IconButton
          className="composer-widen"
          icon={view === 'full' ? Minimize2 : Maximize2}
          size={28}
          label={view === 'full' ? t('composer.narrow') : t('composer.widen')}
          onClick={() => changeComposer(id, { view: view === 'full' ? 'docked' : 'full' })}
        />
      )}
      <IconButton
        icon={X}
        size={28}
        label={t('composer.close')}
        disabled={phase === 'sending'}
        onClick={() => void closeComposer(id)}
      />
    </header>
  )
}

function SaveWords({ composer: { saveState, savedAt } }: { composer: Composer }) {
  const { t, formats } = useI18n()
  if (saveState === 'saving') return t('composer.state.saving')
  if (saveState === 'failed') return t('composer.state.failed')
  return savedAt ? t('composer.state.saved', { time: formats.time(savedAt) }) : ''
}

function titleOf({ draft }: Composer, t: ReturnType<typeof useI18n>['t']): string {
  switch (draft.kind) {
    case 'reply':
    case 'reply-all':
      return t('composer.replyTitle', { name: draft.about || '…' })
    case 'forward':
      return t('composer.forwardTitle', { subject: draft.about || '…' })
    default:
      return draft.subject.trim() || (draft.kind === 'draft' ? t('composer.draftTitle') : t('composer.new'))
  }
}
