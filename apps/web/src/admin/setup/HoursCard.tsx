import { type TenantDetail, usualWeek } from '@staffetta/contract'
import { Button, Radio, Select } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formOf, isKept, spansOf } from '../../app/hours/hours-form.ts'
import { weekWords } from '../../app/hours/week-words.ts'
import { WeekHours } from '../../app/hours/WeekHours.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { AdminForm } from '../AdminForm.tsx'
import { adminApi } from '../api.ts'
import { putTenant } from '../queries.ts'
import { useMayChange } from './use-change.ts'
import { hoursIn, usualWeeks, whichWeek } from './usual-weeks.ts'

/** When the people of the body work who have set no hours of their own. */
export function HoursCard({ tenant }: { tenant: TenantDetail }) {
  const { t, locale } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, attempt } = useAttempt()
  const { mayChange } = useMayChange()
  const known = tenant.workRules.hours
  const [own, setOwn] = useState(known !== null)
  const [form, setForm] = useState(() => formOf(known?.spans ?? usualWeeks[0]!))
  const words = (spans: typeof usualWeek.spans) => weekWords(spans, { t, locale })
  const spans = spansOf(form)
  const at = whichWeek(spans)
  const canSave = !own || (isKept(form) && spans.length > 0)
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })

  const save = () =>
    attempt(async () => {
      const hours = own ? { zone: known?.zone ?? usualWeek.zone, spans } : null
      const rules = { ...tenant.workRules, hours }
      putTenant(client, await adminApi.admin.setWorkRules({ tenantId: tenant.id, ...rules }))
      notify({ text: t('setup.hours.saved') })
    })
  return (
    <AdminForm busy={busy} onSubmit={() => canSave && void save()}>
      <h2>{t('setup.hours.title')}</h2>
      <p className="admin-none">{t('setup.hours.lead')}</p>
      <fieldset className="setup-modes" disabled={!mayChange}>
        <legend>{t('setup.hours.which')}</legend>
        <Radio
          name="hours"
          label={t('setup.hours.product', { week: words(usualWeek.spans) })}
          checked={!own}
          onChange={() => setOwn(false)}
        />
        <Radio name="hours" label={t('setup.hours.own')} checked={own} onChange={() => setOwn(true)} />
      </fieldset>
      {own && (
        <>
          {mayChange && (
            <Select
              label={t('setup.hours.usual')}
              hint={t('setup.hours.usualHint')}
              value={String(at)}
              options={[
                ...usualWeeks.map((week, index) => ({ value: String(index), label: words(week) })),
                { value: '-1', label: t('setup.hours.another') },
              ]}
              onChange={({ target }) => {
                const week = usualWeeks[Number(target.value)]
                if (week !== undefined) setForm(formOf(week))
              }}
            />
          )}
          <WeekHours form={form} none={t('setup.hours.none')} disabled={!mayChange} onChange={setForm} />
          <p>{t('setup.hours.total', { hours: number.format(hoursIn(spans)) })}</p>
        </>
      )}
      {wrong !== null && <p role="alert">{wrong}</p>}
      {mayChange && (
        <div>
          <Button kind="primary" size="form" type="submit" busy={busy} disabled={!canSave}>
            {t('setup.hours.save')}
          </Button>
        </div>
      )}
    </AdminForm>
  )
}
