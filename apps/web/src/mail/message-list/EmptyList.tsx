import { useNavigate } from '@tanstack/react-router'
import { Button, Icon } from '@staffetta/ui'
import { SquarePen } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { roleOf } from '../actions.ts'
import { openComposer } from '../composer/open.ts'
import type { ListQuery } from '../known-list.ts'
import { mailboxIcon } from '../mailbox-tree/icons.ts'

/** Says what the folder is for, and what one can do. */
export function EmptyList({ query }: { query: ListQuery }) {
  const { t } = useI18n()
  const navigate = useNavigate()
  const role = roleOf(query.mailboxId)
  const kind = query.filter === 'all' ? (role ?? 'folder') : query.filter
  return (
    <div className="empty-state" role="status">
      <span className="empty-disc">
        <Icon of={mailboxIcon(role)} size={28} />
      </span>
      <h2>{t(`empty.${kind}.title`)}</h2>
      <p>{t(`empty.${kind}.text`)}</p>
      {query.filter !== 'all' ? (
        <Button onClick={() => void navigate({ to: '.', search: ({ filter: _filter, ...rest }) => rest })}>
          {t('empty.showAll')}
        </Button>
      ) : (
        (role === 'drafts' || role === 'sent' || role === 'inbox') && (
          <Button icon={SquarePen} onClick={() => openComposer({ kind: 'new' })}>
            {t('mail.composeMessage')}
          </Button>
        )
      )}
    </div>
  )
}
