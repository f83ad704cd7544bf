import type { Service, TenantDetail } from '@staffetta/contract'
import { Button, Dialog, Switch, TextArea } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Power } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { adminQueries, putTenant } from '../queries.ts'

/** What is switched on for a body. Off asks for a reason, because people lose something; nothing of theirs is deleted. */
export function ServicesTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const [leaving, setLeaving] = useState<Service | null>(null)
  const [failed, setFailed] = useState<{ service: Service; words: string } | null>(null)
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const decides = roles.some(({ role }) => role === 'operator')

  const set = async (service: Service, on: boolean, reason = '') => {
    const input = { tenantId: tenant.id, service, on, reason }
    putTenant(client, await withProof(() => adminApi.admin.setService(input)))
    notify({
      text: t(on ? 'admin.services.nowOn' : 'admin.services.nowOff', {
        service: t(`admin.services.${service}`),
        name: tenant.name,
      }),
    })
  }
  const switchOn = (service: Service) => {
    setFailed(null)
    set(service, true).catch((error: unknown) => setFailed({ service, words: sentenceOf(error, t) }))
  }

  return (
    <section className="admin-card body-services">
      <h2>{t('admin.body.tabs.services')}</h2>
      <ul>
        {tenant.offered.map(({ service, on, obstacles }) => (
          <li key={service}>
            <Switch
              label={t(`admin.services.${service}`)}
              hint={
                obstacles.length === 0
                  ? t(`admin.services.hints.${service}`)
                  : obstacles.map((one) => t(`admin.services.obstacles.${one}`)).join(' ')
              }
              checked={on}
              disabled={!decides || (!on && obstacles.length > 0)}
              onChange={() => (on ? setLeaving(service) : switchOn(service))}
            />
            {failed?.service === service && <p role="alert">{failed.words}</p>}
          </li>
        ))}
      </ul>
      {!decides && <p className="admin-none">{t('admin.services.operatorsOnly')}</p>}
      {leaving !== null && (
        <OffDialog
          service={leaving}
          name={tenant.name}
          onOff={(reason) => set(leaving, false, reason)}
          onClose={() => setLeaving(null)}
        />
      )}
    </section>
  )
}

interface OffProps {
  service: Service
  name: string
  onOff: (reason: string) => Promise<void>
  onClose: () => void
}

function OffDialog({ service, name, onOff, onClose }: OffProps) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [reason, setReason] = useState('')
  const off = () => {
    if (reason.trim() === '') return setWrong(t('admin.services.reasonMissing'))
    void attempt(async () => {
      await onOff(reason.trim())
      onClose()
    })
  }
  return (
    <Dialog
      title={t('admin.services.offTitle', { service: t(`admin.services.${service}`), name })}
      icon={Power}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={off}>
            {t('admin.services.off')}
          </Button>
        </>
      }
    >
      <p>{t('admin.services.offText')}</p>
      <TextArea
        autoFocus
        rows={2}
        maxLength={500}
        label={t('admin.reason')}
        hint={t('admin.services.reasonHint')}
        error={wrong}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  )
}
