import { mailLogDays, type MailLogRule, type Retention } from '@staffetta/contract'
import { Button, Field, Notice, TextArea } from '@staffetta/ui'
import { FileCheck, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import type { Change } from '../setup/use-change.ts'
import { Wrong } from '../Wrong.tsx'
import { AdminForm } from '../AdminForm.tsx'

interface Props {
  tenantId: string
  rule: MailLogRule
  mayChange: boolean
  onChange: Change<Retention>
}

const blank = { reason: '', protocol: '', agreedOn: '', approvedBy: '' }

/** Less is a number; more than the Garante's measure is an agreement. */
export function RuleForm({ tenantId, rule, mayChange, onChange }: Props) {
  const { t, formats } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [typed, setTyped] = useState(String(rule.days))
  const [agreement, setAgreement] = useState(rule.agreement ?? blank)
  const [lowers, setLowers] = useState(false)
  const days = /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= 365 ? Number(typed) : null
  const beyond = days !== null && days > mailLogDays
  const save = async () => {
    if (days === null) return
    const done = days === 0 ? t('keeping.rule.savedNone') : t('keeping.rule.saved', { count: days })
    const wanted = { tenantId, days, agreement: beyond ? agreement : null }
    await onChange(() => adminApi.retention.setMailLogDays(wanted), done)
  }
  const submit = () => {
    if (days === null) return
    setWrong(null)
    if (beyond && Object.values(agreement).some((words) => words.trim() === ''))
      setWrong(t('keeping.rule.missing'))
    else if (days < rule.days) setLowers(true)
    else void attempt(save)
  }
  const field = (
    name: keyof typeof blank,
    more: { type?: string; maxLength?: number; hint?: string } = {},
  ) => (
    <Field
      label={t(`keeping.rule.${name}`)}
      value={agreement[name]}
      onChange={({ target }) => setAgreement({ ...agreement, [name]: target.value })}
      {...more}
    />
  )
  return (
    <AdminForm busy={busy} onSubmit={submit}>
      <h2>{t('keeping.rule.title')}</h2>
      <p className="admin-none">{t('keeping.rule.lead', { n: mailLogDays })}</p>
      {rule.agreement !== null && (
        <Notice icon={FileCheck}>
          {t('keeping.rule.agreement', {
            protocol: rule.agreement.protocol,
            date: formats.date(rule.agreement.agreedOn),
            name: rule.agreement.approvedBy,
            reason: rule.agreement.reason,
          })}
        </Notice>
      )}
      {!mayChange && (
        <p>{rule.days === 0 ? t('keeping.notKept') : t('keeping.days', { count: rule.days })}</p>
      )}
      {mayChange && (
        <>
          <Field
            className="keeping-days"
            label={t('keeping.rule.days')}
            hint={t('keeping.rule.daysHint')}
            error={days === null ? t('keeping.rule.daysWrong') : undefined}
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          {beyond && (
            <>
              <Notice tone="warn" icon={TriangleAlert}>
                {t('keeping.rule.beyond', { n: mailLogDays })}
              </Notice>
              <TextArea
                label={t('keeping.rule.reason')}
                rows={2}
                maxLength={500}
                value={agreement.reason}
                onChange={({ target }) => setAgreement({ ...agreement, reason: target.value })}
              />
              <div className="keeping-two">
                {field('protocol', { maxLength: 100, hint: t('keeping.rule.protocolHint') })}
                {field('agreedOn', { type: 'date' })}
              </div>
              {field('approvedBy', { maxLength: 200 })}
            </>
          )}
          <Wrong of={wrong} />
          <div className="setup-acts">
            <Button kind="primary" size="form" type="submit" busy={busy} disabled={days === null}>
              {t('keeping.rule.save')}
            </Button>
          </div>
        </>
      )}
      {lowers && (
        <ConfirmDialog
          title={t('keeping.rule.lowerTitle')}
          text={t('keeping.rule.lowerText')}
          word={t('keeping.rule.lower')}
          onConfirm={save}
          onClose={() => setLowers(false)}
        />
      )}
    </AdminForm>
  )
}
