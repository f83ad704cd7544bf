import type { PersonDetail, PersonRow } from '@staffetta/contract'
import { Button, Dialog, TextArea } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { LogOut, Printer } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { Loaded } from '../Loaded.tsx'
import { looksOld } from './acts.ts'
import { endingOf } from './ending.ts'
import { peopleQueries } from './queries.ts'

const elsewhere = ['mailbox', 'reply', 'forward', 'groups', 'devices', 'pec'] as const

interface Props {
  tenantId: string
  person: PersonRow
  onClose: () => void
}

/** Somebody leaves the body: what ends here, what stays theirs, and what is to be done elsewhere. No way into their mailbox. */
export function LeaveDialog({ tenantId, person, onClose }: Props) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(peopleQueries.person(tenantId, person.id))
  const { busy, wrong, attempt } = useAttempt()
  const [reason, setReason] = useState('')
  const [left, setLeft] = useState<PersonDetail | null>(null)
  const confirm = () =>
    attempt(async () => {
      const whose = { tenantId, personId: person.id, reason: reason.trim() }
      setLeft(await withProof(() => adminApi.people.leave(whose)))
      looksOld(client, tenantId)
    })
  return (
    <Dialog
      title={t(left ? 'people.leave.doneTitle' : 'people.leave.title', { name: person.name })}
      icon={LogOut}
      width="wide"
      onClose={onClose}
      actions={
        left ? (
          <>
            <Button icon={Printer} onClick={() => print()}>
              {t('people.leave.print')}
            </Button>
            <Button kind="primary" autoFocus onClick={onClose}>
              {t('actions.close')}
            </Button>
          </>
        ) : (
          <>
            <Button autoFocus onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button kind="danger" busy={busy} disabled={!data} onClick={() => void confirm()}>
              {t('people.leave.do')}
            </Button>
          </>
        )
      }
    >
      <Loaded data={left ?? data} error={error} onRetry={refetch}>
        {(detail) => (
          <div className="person-detail">
            {left ? (
              <p role="status">{t('people.leave.done', { address: left.address })}</p>
            ) : (
              <Here person={detail} />
            )}
            <Shares person={detail} />
            <section aria-labelledby="leave-elsewhere">
              <h3 id="leave-elsewhere">{t('people.leave.elsewhere')}</h3>
              <ol>
                {elsewhere.map((one) => (
                  <li key={one}>{t(`people.leave.steps.${one}`)}</li>
                ))}
              </ol>
            </section>
            {!left && (
              <TextArea
                rows={2}
                maxLength={500}
                label={t('admin.reason')}
                hint={t('people.leave.reasonHint')}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
            {wrong !== null && <p role="alert">{wrong}</p>}
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

function Here({ person }: { person: PersonDetail }) {
  const { t } = useI18n()
  const { openSessions, roles } = person
  return (
    <section aria-labelledby="leave-here">
      <h3 id="leave-here">{t('people.leave.here')}</h3>
      <ul>
        <li>{t('people.leave.out')}</li>
        {openSessions.length > 0 && <li>{endingOf(t, openSessions.length)}</li>}
        {roles.length > 0 && (
          <li>
            {t('people.leave.roles', { roles: roles.map(({ role }) => t(`admin.roles.${role}`)).join(', ') })}
          </li>
        )}
        <li>{t('people.leave.stays')}</li>
      </ul>
    </section>
  )
}

function Shares({ person: { shares } }: { person: PersonDetail }) {
  const { t } = useI18n()
  return (
    <section aria-labelledby="leave-shares">
      <h3 id="leave-shares">{t('people.leave.shares')}</h3>
      {shares.length === 0 ? (
        <p className="admin-none">{t('people.leave.noShares')}</p>
      ) : (
        <>
          <p>{t('people.leave.sharesStay')}</p>
          <ul>
            {shares.map(({ service, grantee, access }, at) => (
              <li key={at}>
                {t('people.leave.share', {
                  service: t(`admin.services.${service}`),
                  grantee: grantee === '*' ? t('people.leave.everybody') : grantee,
                  access: t(`people.leave.access.${access}`),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
