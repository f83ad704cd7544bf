import type { Closing, TenantDetail, TenantExport } from '@staffetta/contract'
import { Button, Dialog, Field, TextArea } from '@staffetta/ui'
import { Trash } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import type { Change } from '../setup/use-change.ts'

interface Props {
  tenant: TenantDetail
  closesAt: string
  over: boolean
  taken: TenantExport | null
  onChange: Change<Closing>
}

/** The end of a body: only after its last day, and only by its name. */
export function DeleteCard(props: Props) {
  const { t, formats } = useI18n()
  const [asks, setAsks] = useState(false)
  return (
    <section className="admin-card">
      <h2>{t('closing.delete.title')}</h2>
      <p className="admin-none">{t('closing.delete.lead')}</p>
      {!props.over && <p>{t('closing.delete.early', { date: formats.full(props.closesAt) })}</p>}
      <div>
        <Button kind="danger" size="form" icon={Trash} disabled={!props.over} onClick={() => setAsks(true)}>
          {t('closing.delete.open')}
        </Button>
      </div>
      {asks && <DeleteDialog {...props} onClose={() => setAsks(false)} />}
    </section>
  )
}

function DeleteDialog({
  tenant: { id: tenantId, name },
  taken,
  onChange,
  onClose,
}: Props & { onClose: () => void }) {
  const { t } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const [typed, setTyped] = useState({ name: '', reason: '', without: '' })
  const [asked, setAsked] = useState(false)
  const downloaded = taken?.state === 'ready' && taken.downloadedAt !== null
  const flaws = {
    name: typed.name.trim() !== name,
    reason: typed.reason.trim() === '',
    without: !downloaded && typed.without.trim() === '',
  }
  const confirm = () => {
    setAsked(true)
    if (busy || Object.values(flaws).includes(true)) return
    void attempt(async () => {
      const wanted = {
        tenantId,
        name: typed.name.trim(),
        reason: typed.reason.trim(),
        withoutExport: downloaded ? null : typed.without.trim(),
      }
      await onChange(() => adminApi.closing.deleteTenant(wanted), t('closing.delete.done', { name }))
      onClose()
    })
  }
  return (
    <Dialog
      title={t('closing.delete.dialog', { name })}
      alert
      icon={Trash}
      tone="bad"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={confirm}>
            {t('closing.delete.do')}
          </Button>
        </>
      }
    >
      <div className="admin-form">
        <p>{t('closing.delete.warning')}</p>
        <Field
          autoFocus
          label={t('closing.delete.name', { name })}
          error={asked && flaws.name ? t('closing.delete.nameWrong') : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed.name}
          onChange={({ target }) => setTyped({ ...typed, name: target.value })}
        />
        <TextArea
          rows={2}
          label={t('closing.delete.reason')}
          error={asked && flaws.reason ? t('closing.delete.missing') : undefined}
          maxLength={1000}
          value={typed.reason}
          onChange={({ target }) => setTyped({ ...typed, reason: target.value })}
        />
        {!downloaded && (
          <TextArea
            rows={2}
            label={t('closing.delete.without')}
            hint={t('closing.delete.withoutHint')}
            error={asked && flaws.without ? t('closing.delete.withoutMissing') : undefined}
            maxLength={1000}
            value={typed.without}
            onChange={({ target }) => setTyped({ ...typed, without: target.value })}
          />
        )}
        {wrong !== null && <p role="alert">{wrong}</p>}
      </div>
    </Dialog>
  )
}
