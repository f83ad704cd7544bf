import { ApiError, nextStates, type TenantDetail, type TenantState } from '@staffetta/contract'
import { Button, Dialog, Field, TextArea } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Route } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { putTenant } from '../queries.ts'

/** Every state but the first, which only sending leads to. */
type Next = Exclude<TenantState, 'sent'>

/** Where the body may go from here; each step with its reason. */
export function Decision({ tenant, missing }: { tenant: TenantDetail; missing: string[] }) {
  const { t, formats } = useI18n()
  const [to, setTo] = useState<Next | null>(null)
  const next = nextStates[tenant.state] as Next[]
  return (
    <section className="admin-card">
      <h2>{t('admin.decision.title')}</h2>
      <p>
        {t('admin.body.stateSince', {
          state: t(`admin.states.${tenant.state}`),
          date: formats.date(tenant.stateSince),
        })}
        {tenant.stateReason !== '' && `: ${tenant.stateReason}`}
      </p>
      {missing.length > 0 && (
        <>
          <p>{t('admin.decision.missing')}</p>
          <ul className="request-missing">
            {missing.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      {next.length === 0 ? (
        <p className="admin-none">{t('admin.decision.over')}</p>
      ) : (
        <div className="request-steps">
          {next.map((one, at) => (
            // A body that works is not there to be suspended.
            <Button
              key={one}
              size="form"
              kind={at === 0 && one !== 'suspended' ? 'primary' : 'default'}
              onClick={() => setTo(one)}
            >
              {t(`admin.decision.steps.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {to !== null && <StepDialog tenant={tenant} to={to} missing={missing} onClose={() => setTo(null)} />}
    </section>
  )
}

interface StepProps {
  tenant: TenantDetail
  to: Next
  missing: string[]
  onClose: () => void
}

function StepDialog({ tenant, to, missing, onClose }: StepProps) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const asksMore = to === 'more-asked'
  const [reason, setReason] = useState(asksMore ? missing.map((line) => `- ${line}`).join('\n') : '')
  const [at, setAt] = useState('')
  /** The DNS does not say whose the domains are; null: nobody asked it yet. */
  const [waiver, setWaiver] = useState<string | null>(null)
  const { name } = tenant
  const hard = to === 'suspended' || to === 'closed'

  const take = () => {
    if (reason.trim() === '') return setWrong(t('admin.decision.reasonMissing'))
    const activatesAt = to === 'activating' && at !== '' ? new Date(at).toISOString() : null
    void attempt(async () => {
      const input = { tenantId: tenant.id, from: tenant.state, to, reason: reason.trim(), activatesAt }
      const withoutOwnership = waiver?.trim() || null
      try {
        putTenant(client, await withProof(() => adminApi.enrolments.setState({ ...input, withoutOwnership })))
      } catch (error) {
        if (error instanceof ApiError && error.code === 'admin/ownership-missing') setWaiver(waiver ?? '')
        throw error
      }
      notify({ text: t('admin.decision.done', { name, state: t(`admin.states.${to}`).toLowerCase() }) })
      onClose()
    })
  }
  return (
    <Dialog
      title={t(`admin.decision.titles.${to}`, { name })}
      icon={Route}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind={hard ? 'danger' : 'primary'} busy={busy} onClick={take}>
            {t(`admin.decision.steps.${to}`)}
          </Button>
        </>
      }
    >
      {to === 'suspended' && <p>{t('admin.decision.suspendText')}</p>}
      {to === 'closing' && <p>{t('admin.decision.closingText')}</p>}
      {to === 'closed' && <p>{t('admin.decision.closedText')}</p>}
      {asksMore && missing.length === 0 && <p>{t('admin.decision.nothingMissing')}</p>}
      <TextArea
        autoFocus
        rows={asksMore ? 6 : 3}
        maxLength={2000}
        label={t('admin.decision.reason')}
        hint={t('admin.decision.reasonHint')}
        error={wrong}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {waiver !== null && (
        <TextArea
          rows={2}
          maxLength={500}
          label={t('admin.decision.ownership')}
          hint={t('admin.decision.ownershipHint')}
          value={waiver}
          onChange={(event) => setWaiver(event.target.value)}
        />
      )}
      {to === 'activating' && (
        <Field
          type="datetime-local"
          label={t('admin.decision.at')}
          hint={t('admin.decision.atHint')}
          value={at}
          onChange={(event) => setAt(event.target.value)}
        />
      )}
    </Dialog>
  )
}
