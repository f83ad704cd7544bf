import type { TenantDetail } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { BodyCrest } from '../bodies/BodyCrest.tsx'
import { putTenant } from '../queries.ts'
import { drawnCrest } from './draw-crest.ts'
import { Wrong } from '../Wrong.tsx'

/** The body's own crest: chosen, it is there at once. */
export function CrestCard({ tenant, mayChange }: { tenant: TenantDetail; mayChange: boolean }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const input = useRef<HTMLInputElement>(null)
  const tenantId = tenant.id

  const choose = async (file: File) => {
    const crest = await drawnCrest(file).catch(() => null)
    if (crest === null) return setWrong(t('setup.look.unreadable'))
    await attempt(async () => {
      putTenant(client, await adminApi.admin.putCrest({ tenantId }, crest))
      notify({ text: t('setup.look.crestSaved') })
    })
  }
  const remove = () =>
    attempt(async () => {
      putTenant(client, await adminApi.admin.removeCrest({ tenantId }))
      notify({ text: t('setup.look.crestRemoved') })
    })
  return (
    <section className="admin-card">
      <h2>{t('setup.look.crest')}</h2>
      <div className="look-crest">
        <BodyCrest of={tenant} height={72} />
        <p className="admin-none">
          {tenant.crest === null ? t('setup.look.none') : t('setup.look.shown', { name: tenant.name })}
        </p>
      </div>
      <Wrong of={wrong} />
      {mayChange && (
        <>
          <input
            ref={input}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp,image/svg+xml"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) void choose(file)
              event.target.value = ''
            }}
          />
          <div className="setup-acts">
            <Button icon={Upload} size="form" busy={busy} onClick={() => input.current?.click()}>
              {t('setup.look.choose')}
            </Button>
            {tenant.crest !== null && (
              <Button kind="text" size="form" onClick={() => void remove()}>
                {t('setup.look.removeCrest')}
              </Button>
            )}
          </div>
          <p className="admin-none">{t('setup.look.crestHint')}</p>
        </>
      )}
    </section>
  )
}
