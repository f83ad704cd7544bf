import type { TenantDetail } from '@staffetta/contract'
import { Button, Checkbox } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, CircleSlash, Tag, Users, X } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { changePeople } from './acts.ts'
import { endingOf } from './ending.ts'
import { GroupDialog } from './GroupDialog.tsx'
import { OnlyTheseDialog } from './OnlyTheseDialog.tsx'
import type { Selection } from './selection.ts'

interface Props {
  tenant: TenantDetail
  groups: string[]
  selection: Selection
  total: number
  onAll: () => void
}

/** What can be done with those one has chosen. */
export function BulkBar({ tenant, groups, selection, total, onAll }: Props) {
  const { t } = useI18n()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'disable' | 'group' | 'only' | null>(null)
  const people = [...selection.chosen.values()]
  const none = people.length === 0
  const sessions = people.reduce((sum, one) => sum + one.sessions, 0)
  const run = (act: Omit<Parameters<typeof changePeople>[2], 'people'>) => {
    changePeople(client, tenant.id, { ...act, people })
    selection.clear()
  }
  const close = () => setAsking(null)
  const verb = (word: string, icon: typeof Tag, onClick: () => void) => (
    <Button kind="ghost" icon={icon} title={word} aria-label={word} onClick={onClick}>
      <span className="people-bulk-word">{word}</span>
    </Button>
  )
  return (
    <div className="people-bulk" role="toolbar" aria-label={t('people.bulk.label')}>
      <Checkbox
        label={t('people.bulk.all')}
        labelHidden
        checked={!none && people.length >= total}
        mixed={!none && people.length < total}
        disabled={total === 0}
        onChange={() => (people.length >= total ? selection.clear() : onAll())}
      />
      <span role="status">
        {none ? t('people.bulk.none') : t('people.bulk.count', { count: people.length })}
      </span>
      {!none && (
        <>
          {verb(t('people.enable'), CircleCheck, () =>
            run({
              wanted: { state: 'enabled' },
              text: t('people.enabled', { count: people.length }),
              icon: CircleCheck,
            }),
          )}
          {verb(t('people.disable'), CircleSlash, () => setAsking('disable'))}
          {verb(t('people.changeGroup'), Tag, () => setAsking('group'))}
          {verb(t('people.only.open'), Users, () => setAsking('only'))}
          <Button
            kind="ghost"
            className="people-bulk-end"
            icon={X}
            title={t('people.bulk.clear')}
            aria-label={t('people.bulk.clear')}
            onClick={selection.clear}
          />
        </>
      )}
      {asking === 'disable' && (
        <ConfirmDialog
          title={t('people.disableTitle', { count: people.length })}
          text={t('people.disableText') + endingOf(t, sessions)}
          word={t('people.disable')}
          harmless={CircleSlash}
          onConfirm={async () =>
            run({
              wanted: { state: 'disabled' },
              text: t('people.disabled', { count: people.length }),
              icon: CircleSlash,
            })
          }
          onClose={close}
        />
      )}
      {asking === 'group' && (
        <GroupDialog
          groups={groups}
          count={people.length}
          onGroup={(group) =>
            run({
              wanted: { group },
              text: t(group === '' ? 'people.ungrouped' : 'people.grouped', { count: people.length, group }),
              icon: Tag,
            })
          }
          onClose={close}
        />
      )}
      {asking === 'only' && (
        <OnlyTheseDialog
          tenantId={tenant.id}
          chosen={selection.chosen}
          onDone={selection.clear}
          onClose={close}
        />
      )}
    </div>
  )
}
