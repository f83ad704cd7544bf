import './Preferences.css'
import {
  governed,
  type Governed,
  lockable,
  type PreferenceRule,
  ruleValues,
  type RuleValue,
  type TenantDetail,
} from '@staffetta/contract'
import { Button, Checkbox, Field, Select } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'

/** Where each has its words: those that its people read. */
const places = {
  language: 'appearance.items.language',
  shortcuts: 'shortcuts.items.enabled',
  notifications: 'reading.items.notifications',
  collectsWritten: 'contacts.items.collect',
} as const satisfies Record<Governed, string>

/** What a body's people have before they choose, and what they cannot choose. */
export function PreferencesTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery(adminQueries.rules(tenant.id))
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const mayChange = roles.some(({ role }) => role === 'operator' || role === 'tenant-admin')
  return (
    <section className="admin-card preference-rules">
      <h2>{t('admin.body.tabs.preferences')}</h2>
      <p className="admin-none">{t(mayChange ? 'admin.preferences.lead' : 'admin.preferences.readOnly')}</p>
      <Loaded data={data} error={error} onRetry={refetch}>
        {(rules) =>
          governed.map((name) => (
            <RuleForm
              key={name}
              tenantId={tenant.id}
              name={name}
              rule={rules.find((one) => one.name === name)}
              mayChange={mayChange}
            />
          ))
        }
      </Loaded>
    </section>
  )
}

interface RuleProps {
  tenantId: string
  name: Governed
  rule: PreferenceRule | undefined
  mayChange: boolean
}

function RuleForm({ tenantId, name, rule, mayChange }: RuleProps) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { busy, wrong, attempt } = useAttempt()
  const kept = { value: rule?.value ?? null, locked: rule?.locked ?? false, reason: rule?.reason ?? '' }
  const [typed, setTyped] = useState(kept)
  const [asked, setAsked] = useState(false)
  const label = t(`settings.${places[name]}.label`)
  const changed = JSON.stringify(typed) !== JSON.stringify(kept)
  const reasonMissing = typed.locked && typed.reason.trim() === ''
  const save = () =>
    attempt(async () => {
      const { rules } = await adminApi.admin.setRule({ tenantId, name, ...typed })
      client.setQueryData(adminQueries.rules(tenantId).queryKey, rules)
      void client.invalidateQueries({ queryKey: ['admin', 'register'] })
      setTyped((before) => ({ ...before, reason: before.reason.trim() }))
      notify({ text: t('admin.preferences.saved') })
    })
  return (
    <form
      className="preference-rule"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!reasonMissing && !busy) void save()
      }}
    >
      <h3>{label}</h3>
      <Select
        label={t('admin.preferences.valueOf', { name: label })}
        labelHidden
        disabled={!mayChange}
        value={typed.value ?? ''}
        options={[
          { value: '', label: t('admin.preferences.product') },
          ...ruleValues[name].map((value) => ({ value, label: t(`admin.preferences.values.${value}`) })),
        ]}
        onChange={({ target }) => {
          const value = (target.value || null) as RuleValue | null
          setTyped({ ...typed, value, ...(value === null && { locked: false }) })
        }}
      />
      {lockable.includes(name) ? (
        <Checkbox
          label={t('admin.preferences.lock')}
          aria-label={t('admin.preferences.lockOf', { name: label })}
          checked={typed.locked}
          disabled={!mayChange || typed.value === null}
          onChange={({ target }) => setTyped({ ...typed, locked: target.checked })}
        />
      ) : (
        <span className="admin-none">{t('admin.preferences.free')}</span>
      )}
      {typed.locked && (
        <Field
          className="preference-reason"
          label={t('admin.preferences.reason')}
          hint={t('admin.preferences.reasonHint')}
          error={asked && reasonMissing ? t('admin.preferences.reasonMissing') : undefined}
          value={typed.reason}
          maxLength={300}
          disabled={!mayChange}
          onChange={({ target }) => setTyped({ ...typed, reason: target.value })}
        />
      )}
      {wrong !== null && <p role="alert">{wrong}</p>}
      {mayChange && (
        <Button
          kind={changed ? 'primary' : 'default'}
          type="submit"
          busy={busy}
          disabled={!changed}
          aria-label={t('admin.preferences.saveOf', { name: label })}
        >
          {t('actions.save')}
        </Button>
      )}
    </form>
  )
}
