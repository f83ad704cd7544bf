import type { PersonDetail, PersonRow, PersonSession } from '@staffetta/contract'
import { Button, Dialog, Icon } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, CircleSlash, LogOut, Monitor, Smartphone, User } from 'lucide-react'
import { useState } from 'react'
import { tellFailure } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { browserOf } from '../../settings/browser.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { Loaded } from '../Loaded.tsx'
import { changePeople, looksOld } from './acts.ts'
import { peopleQueries } from './queries.ts'
import { quotaWords } from './quota-words.ts'
import { StateMark } from './StateMark.tsx'

interface Props {
  tenantId: string
  person: PersonRow
  changes: boolean
  onLeave: () => void
  onClose: () => void
}

/** One person: what is known of them, where they are signed in, and what can be done. */
export function PersonDialog({ tenantId, person, changes, onLeave, onClose }: Props) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(peopleQueries.person(tenantId, person.id))
  const { busy, wrong, attempt } = useAttempt()
  const { state } = data ?? person
  const set = (wanted: 'enabled' | 'disabled') => {
    changePeople(client, tenantId, {
      people: [{ ...person, state }],
      wanted: { state: wanted },
      text: t(wanted === 'enabled' ? 'people.enabled' : 'people.disabled', { count: 1 }),
      icon: wanted === 'enabled' ? CircleCheck : CircleSlash,
    })
    onClose()
  }
  // What leaving ended is not given back by coming back, so there is nothing to undo.
  const letBackIn = () =>
    attempt(async () => {
      const changes = [{ personId: person.id, state: 'enabled' as const }]
      await withProof(() => adminApi.people.changePeople({ tenantId, changes }))
      looksOld(client, tenantId)
      notify({ text: t('people.enabled', { count: 1 }), icon: CircleCheck })
      onClose()
    })
  return (
    <Dialog
      title={person.name}
      icon={User}
      width="wide"
      onClose={onClose}
      actions={
        <>
          {changes && state !== 'left' && (
            <Button kind="ghost" icon={LogOut} onClick={onLeave}>
              {t('people.leave.open')}
            </Button>
          )}
          {changes &&
            (state === 'enabled' ? (
              <Button icon={CircleSlash} onClick={() => set('disabled')}>
                {t('people.disable')}
              </Button>
            ) : (
              <Button
                icon={CircleCheck}
                busy={busy}
                onClick={() => (state === 'left' ? void letBackIn() : set('enabled'))}
              >
                {t('people.enable')}
              </Button>
            ))}
          <Button kind="primary" autoFocus onClick={onClose}>
            {t('actions.close')}
          </Button>
        </>
      }
    >
      <Loaded data={data} error={error} onRetry={refetch}>
        {(detail) => (
          <div className="person-detail">
            <Facts person={detail} />
            <Sessions tenantId={tenantId} person={detail} changes={changes} />
          </div>
        )}
      </Loaded>
      {wrong !== null && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}

function Facts({ person }: { person: PersonDetail }) {
  const { t, formats } = useI18n()
  const { address, group, state, signedInAt, roles, quota } = person
  return (
    <dl className="admin-facts">
      <dt>{t('people.address')}</dt>
      <dd>{address}</dd>
      <dt>{t('people.state')}</dt>
      <dd>
        <StateMark state={state} />
      </dd>
      <dt>{t('people.group')}</dt>
      <dd>{group || t('people.noGroup')}</dd>
      <dt>{t('people.quota.space')}</dt>
      <dd>
        {quotaWords(quota, t, formats)}
        {quota && ` · ${formats.messageDate(quota.at)}`}
      </dd>
      <dt>{t('people.signedIn')}</dt>
      <dd>{signedInAt === null ? t('people.never') : formats.full(signedInAt)}</dd>
      {roles.length > 0 && (
        <>
          <dt>{t('people.roles')}</dt>
          <dd>
            {roles
              .map(({ role, scope }) =>
                [t(`admin.roles.${role}`), scope ?? t('admin.administrators.everyBody')].join(', '),
              )
              .join(' · ')}
          </dd>
        </>
      )}
    </dl>
  )
}

function Sessions({
  tenantId,
  person,
  changes,
}: {
  tenantId: string
  person: PersonDetail
  changes: boolean
}) {
  const { t } = useI18n()
  const client = useQueryClient()
  const [busy, setBusy] = useState<string | null>(null)
  const { openSessions } = person
  const end = async (name: string, work: () => Promise<unknown>, count: number) => {
    setBusy(name)
    try {
      await withProof(work)
      notify({ text: t('people.ended', { count }) })
    } catch (error) {
      tellFailure(error)
    }
    looksOld(client, tenantId)
    setBusy(null)
  }
  const whose = { tenantId, personId: person.id }
  return (
    <section aria-labelledby="person-sessions">
      <h3 id="person-sessions">{t('people.sessions.title')}</h3>
      {openSessions.length === 0 ? (
        <p className="admin-none">{t('people.sessions.none')}</p>
      ) : (
        <ul className="person-sessions">
          {openSessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              busy={busy === session.id}
              onEnd={
                changes &&
                (() =>
                  void end(
                    session.id,
                    () => adminApi.people.endPersonSession({ ...whose, id: session.id }),
                    1,
                  ))
              }
            />
          ))}
        </ul>
      )}
      {changes && openSessions.length > 1 && (
        <Button
          icon={LogOut}
          busy={busy === 'all'}
          onClick={() => void end('all', () => adminApi.people.endPersonSessions(whose), openSessions.length)}
        >
          {t('people.sessions.endAll')}
        </Button>
      )}
    </section>
  )
}

interface SessionProps {
  session: PersonSession
  busy: boolean
  onEnd: (() => void) | false
}

function SessionRow({ session, busy, onEnd }: SessionProps) {
  const { t, formats } = useI18n()
  const { browser, system, mobile } = browserOf(session.userAgent)
  const name =
    browser === null
      ? t('settings.sessions.unknownBrowser')
      : t('settings.sessions.browserOn', { browser, system: system ?? '?' })
  return (
    <li>
      <Icon of={mobile ? Smartphone : Monitor} size={20} />
      <span>
        <strong>{name}</strong>
        <small>
          {t('people.sessions.facts', {
            since: formats.messageDate(session.createdAt),
            last: formats.messageDate(session.lastSeenAt),
            network: session.network,
          })}
        </small>
      </span>
      {onEnd && (
        <Button
          size="dense"
          busy={busy}
          aria-label={t('settings.sessions.revokeOf', { name })}
          onClick={onEnd}
        >
          {t('people.sessions.end')}
        </Button>
      )}
    </li>
  )
}
