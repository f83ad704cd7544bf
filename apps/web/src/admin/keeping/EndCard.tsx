import type { Closing, TenantDetail } from '@staffetta/contract'
import { Button, Field } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import type { Change } from '../setup/use-change.ts'
import { Wrong } from '../Wrong.tsx'
import { AdminForm } from '../AdminForm.tsx'

interface Props {
  tenant: TenantDetail
  closesAt: string
  closing: Closing
  decides: boolean
  onChange: Change<Closing>
}

/** Until when the body is served, and how many of its people have their copy. */
export function EndCard({ tenant, closesAt, closing: { over, people, copied }, decides, onChange }: Props) {
  const { t, formats } = useI18n()
  return (
    <section className="admin-card">
      <h2>{t('closing.end.title')}</h2>
      <p>{t(over ? 'closing.end.over' : 'closing.end.on', { date: formats.full(closesAt) })}</p>
      <p>
        {!over && `${t('closing.end.people')} `}
        {t('closing.end.copied', { count: copied, total: formats.number(people) })}
      </p>
      {decides && <EndForm tenantId={tenant.id} onChange={onChange} />}
    </section>
  )
}

function EndForm({ tenantId, onChange }: { tenantId: string; onChange: Change<Closing> }) {
  const { t, formats } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState({ date: '', reason: '' })
  const save = () => {
    // The whole day is one on which they are served.
    const end = new Date(`${typed.date}T23:59:59`)
    const reason = typed.reason.trim()
    if (Number.isNaN(end.getTime()) || reason === '') return setWrong(t('closing.end.missing'))
    const wanted = { tenantId, closesAt: end.toISOString(), reason }
    void attempt(async () => {
      await onChange(
        () => adminApi.closing.setEnd(wanted),
        t('closing.end.saved', { date: formats.date(end) }),
      )
      setTyped({ date: '', reason: '' })
    })
  }
  return (
    <details>
      <summary>{t('closing.end.change')}</summary>
      <AdminForm className="admin-form keeping-form" busy={busy} onSubmit={save}>
        <Field
          className="keeping-days"
          type="date"
          label={t('closing.end.date')}
          value={typed.date}
          onChange={({ target }) => setTyped({ ...typed, date: target.value })}
        />
        <Field
          label={t('closing.end.reason')}
          hint={t('closing.end.reasonHint')}
          maxLength={1000}
          value={typed.reason}
          onChange={({ target }) => setTyped({ ...typed, reason: target.value })}
        />
        <Wrong of={wrong} />
        <div>
          <Button size="form" type="submit" busy={busy}>
            {t('closing.end.save')}
          </Button>
        </div>
      </AdminForm>
    </details>
  )
}
