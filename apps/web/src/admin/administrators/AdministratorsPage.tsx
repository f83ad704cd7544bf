import type { Grant } from '@staffetta/contract'
import { Button, Chip } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Printer, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { GrantDialog } from './GrantDialog.tsx'
import { InvitationDialog, type Invited } from './InvitationDialog.tsx'

/** Who administers, by name, with the act that appointed them: also those who did. */
export function AdministratorsPage() {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(adminQueries.grants())
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const [granting, setGranting] = useState(false)
  const [ending, setEnding] = useState<Grant | null>(null)
  const [invited, setInvited] = useState<Invited | null>(null)
  const appoints = roles.some(({ role }) => role === 'operator' || role === 'tenant-admin')
  const changed = () => {
    void client.invalidateQueries({ queryKey: adminQueries.grants().queryKey })
    void client.invalidateQueries({ queryKey: ['admin', 'register'] })
  }
  const told = (invitation: Invited) => {
    setInvited(invitation)
    changed()
  }
  return (
    <div className="admin-page">
      <header className="admin-head">
        <h1>{t('admin.administrators.title')}</h1>
        <p>{t('admin.administrators.lead')}</p>
        <div className="admin-buttons">
          <Button icon={Printer} onClick={() => window.print()}>
            {t('admin.administrators.print')}
          </Button>
          {appoints && (
            <Button kind="primary" icon={UserPlus} onClick={() => setGranting(true)}>
              {t('admin.administrators.grant')}
            </Button>
          )}
        </div>
      </header>
      <Loaded data={data} error={error} onRetry={refetch}>
        {(grants) => (
          <table className="admin-table">
            <thead>
              <tr>
                <th scope="col">{t('admin.administrators.name')}</th>
                <th scope="col">{t('admin.administrators.role')}</th>
                <th scope="col">{t('admin.administrators.appointment')}</th>
                <th scope="col">{t('admin.administrators.span')}</th>
                <th scope="col">
                  <span className="ui-hidden">{t('admin.administrators.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {grants.map((grant) => (
                <Row
                  key={grant.id}
                  grant={grant}
                  appoints={appoints}
                  onEnd={() => setEnding(grant)}
                  onInvited={told}
                />
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
      {granting && <GrantDialog onGranted={told} onClose={() => setGranting(false)} />}
      {invited && <InvitationDialog invited={invited} onClose={() => setInvited(null)} />}
      {ending && (
        <ConfirmDialog
          title={t('admin.administrators.endTitle', { name: ending.name })}
          text={t('admin.administrators.endText')}
          word={t('admin.administrators.end')}
          onConfirm={async () => {
            await withProof(() => adminApi.admin.endRole({ id: ending.id }))
            changed()
          }}
          onClose={() => setEnding(null)}
        />
      )}
    </div>
  )
}

interface RowProps {
  grant: Grant
  appoints: boolean
  onEnd: () => void
  onInvited: (invited: Invited) => void
}

function Row({ grant, appoints, onEnd, onInvited }: RowProps) {
  const { t, formats } = useI18n()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const { name, address, role, scope, appointment, grantedAt, endedAt } = grant
  const invite = async () => {
    setBusy(true)
    setWrong(null)
    try {
      onInvited(await withProof(() => adminApi.admin.inviteAnew({ id: grant.id })))
    } catch (error) {
      setWrong(sentenceOf(error, t))
    }
    setBusy(false)
  }
  return (
    <tr>
      <td>
        <strong>{name}</strong>
        <small>{address}</small>
      </td>
      <td>
        <Chip tone={endedAt === null ? 'hue' : 'neutral'}>{t(`admin.roles.${role}`)}</Chip>
        <small>{scope?.name ?? t('admin.administrators.everyBody')}</small>
      </td>
      <td data-label={t('admin.administrators.appointment')}>{appointment || '–'}</td>
      <td data-label={t('admin.administrators.span')}>
        {endedAt === null
          ? t('admin.administrators.from', { date: formats.date(grantedAt) })
          : `${formats.date(grantedAt)} – ${formats.date(endedAt)}`}
        <small>{t('admin.administrators.by', { name: grant.grantedBy })}</small>
      </td>
      <td>
        {appoints && endedAt === null && (
          <span className="admin-buttons">
            <Button
              size="dense"
              busy={busy}
              aria-label={t('admin.administrators.inviteOf', { name })}
              onClick={() => void invite()}
            >
              {t('admin.administrators.invite')}
            </Button>
            <Button size="dense" aria-label={t('admin.administrators.endOf', { name })} onClick={onEnd}>
              {t('admin.administrators.end')}
            </Button>
          </span>
        )}
        {wrong !== null && <p role="alert">{wrong}</p>}
      </td>
    </tr>
  )
}
