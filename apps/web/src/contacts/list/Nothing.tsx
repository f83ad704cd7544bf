import { Button, Icon } from '@staffetta/ui'
import { BookUser, CircleAlert, UserSearch } from 'lucide-react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import type { Known } from '../state/use-contacts.ts'

interface Props {
  known: Known
  /** What there is nothing of. */
  kind: 'search' | 'group' | 'written' | 'favourites' | 'book'
  onNew: (() => void) | null
}

/** Why there is nobody, and what one can do about it. */
export function Nothing({ known, kind, onNew }: Props) {
  const { t } = useI18n()
  if (known.error !== null)
    return (
      <div className="empty-state" role="alert">
        <span className="empty-disc">
          <Icon of={CircleAlert} size={28} />
        </span>
        <h2>{t('contacts.failed')}</h2>
        <p>{sentenceOf(known.error, t)}</p>
        <Button onClick={known.retry}>{t('actions.retry')}</Button>
      </div>
    )
  return (
    <div className="empty-state">
      <span className="empty-disc">
        <Icon of={kind === 'search' ? UserSearch : BookUser} size={28} />
      </span>
      <h2>{t(`contacts.empty.${kind}.title`)}</h2>
      <p>{t(`contacts.empty.${kind}.text`)}</p>
      {kind === 'book' && onNew && <Button onClick={onNew}>{t('contacts.new')}</Button>}
    </div>
  )
}
