import type { Closing, TenantDetail, TenantExport } from '@staffetta/contract'
import { Button, Icon, Notice } from '@staffetta/ui'
import { CircleAlert, CircleCheck, Download, Package } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import type { Change } from '../setup/use-change.ts'
import { Wrong } from '../Wrong.tsx'

interface Props {
  tenant: TenantDetail
  taken: TenantExport | null
  mayChange: boolean
  onChange: Change<Closing>
}

/** The copy of what is held of the body: asked for, written by some node, taken away. */
export function ExportCard({ tenant, taken, mayChange, onChange }: Props) {
  const { t, formats } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const tenantId = tenant.id
  const pending = taken?.state === 'waiting' || taken?.state === 'writing'
  const ask = () =>
    attempt(() => onChange(() => adminApi.closing.askForExport({ tenantId }), t('closing.export.asked')))
  return (
    <section className="admin-card">
      <h2>{t('closing.export.title')}</h2>
      <p className="admin-none">{t('closing.export.lead')}</p>
      <p className="admin-none">{t('closing.export.not')}</p>
      <div role="status">
        {taken === null ? (
          <p>{t('closing.export.none')}</p>
        ) : taken.state === 'ready' ? (
          <Ready taken={taken} />
        ) : taken.state === 'failed' ? (
          <Notice tone="bad" icon={CircleAlert}>
            {t('closing.export.failed')}
          </Notice>
        ) : (
          <p>
            {taken.state === 'waiting' || taken.sizeBytes === 0
              ? t('closing.export.asked')
              : t('closing.export.writing', { size: formats.size(taken.sizeBytes) })}
          </p>
        )}
      </div>
      <Wrong of={wrong} />
      {mayChange && (
        <div className="setup-acts">
          {taken?.state === 'ready' && (
            <a className="keeping-download" href={adminApi.closing.downloadExport({ tenantId })} download>
              <Icon of={Download} size={18} /> {t('closing.export.download')}
            </a>
          )}
          <Button
            size="form"
            kind={taken === null ? 'primary' : 'default'}
            icon={Package}
            busy={busy}
            disabled={pending}
            onClick={() => void ask()}
          >
            {t(taken === null ? 'closing.export.ask' : 'closing.export.again')}
          </Button>
        </div>
      )}
    </section>
  )
}

function Ready({ taken }: { taken: TenantExport }) {
  const { t, formats } = useI18n()
  const { sizeBytes, askedBy, askedAt, sha256, downloadedAt, downloadedBy } = taken
  return (
    <div className="admin-form">
      <p>
        {t('closing.export.ready', {
          size: formats.size(sizeBytes),
          name: askedBy,
          date: formats.messageDate(askedAt),
        })}
      </p>
      <p className="keeping-hash">
        {t('closing.export.hash')}: <code>{sha256}</code>
      </p>
      {downloadedAt === null ? (
        <p>{t('closing.export.notTaken')}</p>
      ) : (
        <Notice tone="ok" icon={CircleCheck}>
          {t('closing.export.taken', { name: downloadedBy ?? '', date: formats.messageDate(downloadedAt) })}
        </Notice>
      )}
    </div>
  )
}
