import './Setup.css'
import { adminConfiguration, ApiError, type ConfigurationPlan, type TenantDetail } from '@staffetta/contract'
import { createChangeWords } from '@staffetta/i18n/changes'
import { Button, Notice } from '@staffetta/ui'
import { CircleAlert, Download, FileDiff } from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { ConfigurationDialog } from './ConfigurationDialog.tsx'
import { useMayChange } from './use-change.ts'

/** All that is set of the body in one file: taken home, compared, brought back. */
export function ConfigurationTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { decides } = useMayChange()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const input = useRef<HTMLInputElement>(null)
  const [looked, setLooked] = useState<{ file: File; plan: ConfigurationPlan } | null>(null)
  const tenantId = tenant.id
  const look = async (file: File) => {
    let why: string | null = null
    await attempt(async () => {
      try {
        setLooked({ file, plan: await adminApi.configuration.planConfiguration({ tenantId }, file) })
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'admin/configuration-refused') throw error
        const {
          path = '',
          why: flaw = '',
          name = '',
        } = (error.problem?.details ?? {}) as Record<string, string>
        why = createChangeWords(t).flaw({ path, why: flaw, name })
      }
    })
    if (why !== null) setWrong(`${String(why)} ${t('setup.configuration.unchanged')}`)
  }
  return (
    <div className="setup">
      <section className="admin-card">
        <h2>{t('setup.configuration.title')}</h2>
        <p>{t('setup.configuration.lead')}</p>
        {wrong !== null && (
          <Notice tone="bad" icon={CircleAlert} live="alert">
            {wrong}
          </Notice>
        )}
        <div className="setup-acts">
          <a
            className="admin-download"
            href={adminConfiguration.exportConfiguration.path.replace(':tenantId', tenantId)}
            download
          >
            <Download size={16} aria-hidden="true" />
            {t('setup.configuration.download')}
          </a>
          <Button icon={FileDiff} size="form" busy={busy} onClick={() => input.current?.click()}>
            {t('setup.configuration.upload')}
          </Button>
        </div>
        <p className="admin-none">
          {t('setup.configuration.uploadHint')} {!decides && t('setup.configuration.operators')}
        </p>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) void look(file)
            // The same file again, after it was mended.
            event.target.value = ''
          }}
        />
      </section>
      {looked && (
        <ConfigurationDialog
          tenantId={tenantId}
          file={looked.file}
          plan={looked.plan}
          mayApply={decides}
          onPlan={(plan) => setLooked({ ...looked, plan })}
          onClose={() => setLooked(null)}
        />
      )}
    </div>
  )
}
