import { Button, Dialog, Skeleton } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { looksOld } from './acts.ts'
import { endingOf } from './ending.ts'
import { fetchPeople } from './queries.ts'
import type { Chosen } from './selection.ts'

interface Props {
  tenantId: string
  chosen: Chosen
  onDone: () => void
  onClose: () => void
}

/** A few try it first: they are enabled and nobody else is, but for who administers. */
export function OnlyTheseDialog({ tenantId, chosen, onDone, onClose }: Props) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, attempt } = useAttempt()
  const everybody = useQuery({
    queryKey: ['admin', 'people', tenantId, 'everybody'],
    queryFn: () => fetchPeople(tenantId, {}),
    staleTime: 0,
  }).data
  const staying = [...chosen.values()].filter(({ state }) => state !== 'left')
  const losing = (everybody ?? []).filter(
    ({ id, state, role }) => state === 'enabled' && role === null && !chosen.has(id),
  )
  const sessions = losing.reduce((sum, one) => sum + one.sessions, 0)
  const confirm = () =>
    attempt(async () => {
      const changes = [
        ...staying.map(({ id }) => ({ personId: id, state: 'enabled' as const })),
        ...losing.map(({ id }) => ({ personId: id, state: 'disabled' as const })),
      ]
      // The list first: in between nobody new comes in.
      await withProof(() => adminApi.people.setSignInRule({ tenantId, rule: 'listed' }))
      await withProof(() => adminApi.people.changePeople({ tenantId, changes }))
      looksOld(client, tenantId)
      notify({ text: t('people.only.done', { count: staying.length }), icon: Users })
      onDone()
      onClose()
    })
  return (
    <Dialog
      title={t('people.only.title', { count: staying.length })}
      icon={Users}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button kind="primary" busy={busy} disabled={!everybody} onClick={() => void confirm()}>
            {t('people.only.do')}
          </Button>
        </>
      }
    >
      {everybody === undefined ? (
        <Skeleton width="60%" />
      ) : (
        <p>
          {t('people.only.text')} {t('people.only.losing', { count: losing.length })}
          {endingOf(t, sessions)}
        </p>
      )}
      {wrong !== null && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}
