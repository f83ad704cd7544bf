import type { TenantDetail, TenantDomain } from '@staffetta/contract'
import { Button, Chip, Switch } from '@staffetta/ui'
import { CircleCheck, CircleDashed, Users } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { RecordCard } from '../checks/RecordCard.tsx'
import type { Change } from './use-change.ts'
import { WaiveDialog } from './WaiveDialog.tsx'
import { Wrong } from '../Wrong.tsx'

interface Props {
  tenant: TenantDetail
  domain: TenantDomain
  mayChange: boolean
  /** Somebody who may take a domain as theirs without the record. */
  decides: boolean
  isLast: boolean
  onChange: Change<TenantDomain[]>
}

/** One domain: whether it is known to be the body's, and what to publish until it is. */
export function DomainRow({ tenant, domain: one, mayChange, decides, isLast, onChange }: Props) {
  const { t } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const [asks, setAsks] = useState<'remove' | 'waive' | null>(null)
  const { domain, shared, verified, record } = one
  const at = { tenantId: tenant.id, domain }
  const verify = (withoutOwnership: string | null) =>
    onChange(
      () => adminApi.domains.verifyDomain({ ...at, withoutOwnership }),
      t('setup.domains.nowVerified', { domain }),
    )
  const share = () =>
    attempt(() =>
      onChange(
        () => adminApi.domains.putDomain({ ...at, shared: !shared }),
        t(shared ? 'setup.domains.aloneNow' : 'setup.domains.sharedNow', { domain }),
      ),
    )
  return (
    <li>
      <div className="setup-head">
        <h3>{domain}</h3>
        {verified ? (
          <Chip tone="ok" icon={CircleCheck}>
            {t('setup.domains.verified')}
          </Chip>
        ) : (
          <Chip tone="warn" icon={CircleDashed}>
            {t('setup.domains.unverified')}
          </Chip>
        )}
        {shared && (
          <Chip tone="outline" icon={Users}>
            {t('setup.domains.shared')}
          </Chip>
        )}
        {mayChange && !isLast && (
          <Button
            kind="text"
            aria-label={t('setup.domains.removeOf', { domain })}
            onClick={() => setAsks('remove')}
          >
            {t('setup.domains.remove')}
          </Button>
        )}
      </div>
      {!verified && (
        <>
          <p>
            {t('setup.domains.notYet')} {t('setup.domains.publish', { domain })}
          </p>
          <RecordCard record={record} domain={domain} />
          {mayChange && (
            <div className="setup-acts">
              <Button
                kind="primary"
                size="form"
                busy={busy}
                aria-label={t('setup.domains.verifyOf', { domain })}
                onClick={() => void attempt(() => verify(null))}
              >
                {t('setup.domains.verify')}
              </Button>
              {decides && (
                <Button
                  size="form"
                  aria-label={t('setup.domains.waiveOf', { domain })}
                  onClick={() => setAsks('waive')}
                >
                  {t('setup.domains.waive')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
      <Wrong of={wrong} />
      {mayChange && (
        <Switch
          label={t('setup.domains.share')}
          hint={t('setup.domains.shareHint')}
          aria-label={t('setup.domains.shareOf', { domain })}
          checked={shared}
          disabled={busy}
          onChange={() => void share()}
        />
      )}
      {asks === 'remove' && (
        <ConfirmDialog
          title={t('setup.domains.removeTitle', { domain })}
          text={t('setup.domains.removeText')}
          word={t('setup.domains.remove')}
          onConfirm={() =>
            onChange(() => adminApi.domains.removeDomain(at), t('setup.domains.removed', { domain }))
          }
          onClose={() => setAsks(null)}
        />
      )}
      {asks === 'waive' && (
        <WaiveDialog domain={domain} name={tenant.name} onWaive={verify} onClose={() => setAsks(null)} />
      )}
    </li>
  )
}
