import './Setup.css'
import { type TenantDetail, usualPace } from '@staffetta/contract'
import { Button, Field } from '@staffetta/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { AdminForm } from '../AdminForm.tsx'
import { adminApi } from '../api.ts'
import { putTenant } from '../queries.ts'
import { useMayChange } from './use-change.ts'
import { HoursCard } from './HoursCard.tsx'
import { rulesIn, type Typed, typedOf, type TypedRules, type WrongField } from './work-form.ts'

/** What holds for everybody who works for the body. */
export function WorkTab({ tenant }: { tenant: TenantDetail }) {
  return (
    <div className="setup">
      <RulesForm tenant={tenant} />
      <HoursCard tenant={tenant} />
    </div>
  )
}

function RulesForm({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, attempt } = useAttempt()
  const { mayChange } = useMayChange()
  const [typed, setTyped] = useState(() => typedOf(tenant.workRules))
  const [flaws, setFlaws] = useState<WrongField[]>([])
  const save = (typedRules: TypedRules) =>
    attempt(async () => {
      const rules = { ...typedRules, hours: tenant.workRules.hours }
      putTenant(client, await adminApi.admin.setWorkRules({ tenantId: tenant.id, ...rules }))
      notify({ text: t('setup.work.saved') })
    })
  const field = (name: keyof Typed) => ({
    value: typed[name],
    disabled: !mayChange,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setTyped({ ...typed, [name]: event.target.value }),
  })
  const error = (name: WrongField) => (flaws.includes(name) ? t(`setup.work.${name}Wrong`) : undefined)
  return (
    <AdminForm
      busy={busy}
      onSubmit={() => {
        const { rules, flaws: found } = rulesIn(typed)
        setFlaws(found)
        if (rules !== null) void save(rules)
      }}
    >
      <h2>{t('setup.work.title')}</h2>
      <p className="admin-none">{t(mayChange ? 'setup.work.lead' : 'admin.look.readOnly')}</p>
      <Field
        {...field('passwordPage')}
        label={t('setup.work.passwordPage')}
        hint={t('setup.work.passwordPageHint')}
        error={error('passwordPage')}
        inputMode="url"
        maxLength={500}
        spellCheck={false}
      />
      <Field
        {...field('message')}
        label={t('setup.work.message')}
        hint={t('setup.work.messageHint')}
        error={error('message')}
        inputMode="numeric"
        maxLength={4}
      />
      <Field
        {...field('recipients')}
        label={t('setup.work.recipients')}
        hint={t('setup.work.recipientsHint')}
        error={error('recipients')}
        inputMode="numeric"
        maxLength={3}
      />
      <fieldset className="setup-halves">
        <legend>{t('setup.work.hour')}</legend>
        <Field
          {...field('hourlyMessages')}
          label={t('setup.work.hourlyMessages')}
          hint={t('setup.work.hourlyMessagesHint', usualPace)}
          error={error('hourlyMessages')}
          inputMode="numeric"
          maxLength={5}
        />
        <Field
          {...field('hourlyRecipients')}
          label={t('setup.work.hourlyRecipients')}
          hint={t('setup.work.hourlyRecipientsHint', usualPace)}
          error={error('hourlyRecipients')}
          inputMode="numeric"
          maxLength={6}
        />
      </fieldset>
      <p className="admin-none">{t('setup.work.hourHint')}</p>
      <fieldset className="setup-pair">
        <legend>{t('setup.work.patron')}</legend>
        <Field
          {...field('patronName')}
          label={t('setup.work.patronName')}
          hint={t('setup.work.patronHint')}
          error={error('patron')}
          maxLength={100}
        />
        <Field {...field('patronDay')} label={t('setup.work.patronDay')} inputMode="numeric" maxLength={5} />
      </fieldset>
      {wrong !== null && <p role="alert">{wrong}</p>}
      {mayChange && (
        <div>
          <Button kind="primary" size="form" type="submit" busy={busy}>
            {t('actions.save')}
          </Button>
        </div>
      )}
    </AdminForm>
  )
}
