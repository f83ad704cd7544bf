import type { Calendar, Scope } from '@staffetta/contract'
import { Button, IconButton } from '@staffetta/ui'
import { ArrowLeft, Send } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  isNew: boolean
  /** Whoever opens an event hears what has opened; in an empty one the title takes the focus. */
  takesFocus: boolean
  calendar: Calendar | undefined
  /** Of a series: how much of it is meant, once that is said. */
  series: { scope: Scope | null } | null
  /** People are asked: saving sends. */
  sends: boolean
  saving: boolean
  readOnly: boolean
  onSave: () => void
  onCancel: () => void
}

export function EventHead({
  isNew,
  takesFocus,
  calendar,
  series,
  sends,
  saving,
  readOnly,
  onSave,
  onCancel,
}: Props) {
  const { t } = useI18n()
  return (
    <header className="edit-head">
      <IconButton icon={ArrowLeft} label={t('event.back')} onClick={onCancel} />
      <h1 tabIndex={-1} ref={takesFocus ? focusOnce : undefined}>
        {t(isNew ? 'event.new' : 'event.edit')}
      </h1>
      {calendar && (
        <span className="edit-calendar" data-colour={calendar.colour}>
          {calendar.name}
        </span>
      )}
      {series && (
        <span className="edit-series">
          {series.scope ? t(`event.scope.head.${series.scope}`) : t('event.scope.head.series')}
        </span>
      )}
      <span className="edit-head-end">
        <Button kind="ghost" onClick={onCancel}>
          {t('actions.cancel')}
        </Button>
        <Button
          kind="primary"
          icon={sends ? Send : undefined}
          busy={saving}
          disabled={readOnly}
          onClick={onSave}
        >
          {t(sends ? 'event.saveAndSend' : 'actions.save')}
        </Button>
      </span>
    </header>
  )
}

function focusOnce(heading: HTMLElement | null): void {
  heading?.focus()
}
