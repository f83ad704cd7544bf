import type { Role } from '@staffetta/contract'
import { Button, Dialog, Field, Select } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useId, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { adminQueries } from '../queries.ts'
import type { Invited } from './InvitationDialog.tsx'

const roles = ['operator', 'auditor', 'tenant-admin', 'helper'] as const
const everyBody = ''

interface Props {
  onGranted: (invited: Invited) => void
  onClose: () => void
}

/** A role for a person by name. Who administers one body gives roles for it and no other. */
export function GrantDialog({ onGranted, onClose }: Props) {
  const { t } = useI18n()
  const form = useId()
  const { busy, wrong, attempt } = useAttempt()
  const tenants = useQuery(adminQueries.tenants()).data ?? []
  const operates =
    useQuery(adminQueries.access()).data?.roles.some(({ role }) => role === 'operator') ?? false
  const [role, setRole] = useState<Role>(operates ? 'operator' : 'tenant-admin')
  const [scope, setScope] = useState(everyBody)
  const [typed, setTyped] = useState({ name: '', address: '', appointment: '' })
  const [missing, setMissing] = useState(false)
  const choice =
    role === 'operator'
      ? everyBody
      : scope || (role === 'auditor' && operates ? everyBody : (tenants[0]?.id ?? ''))
  const grant = () => {
    if (typed.name.trim() === '' || !typed.address.includes('@')) return setMissing(true)
    void attempt(async () => {
      const input = { ...typed, role, scopeId: choice === everyBody ? null : choice }
      const invited = await withProof(() => adminApi.admin.grantRole(input))
      onClose()
      onGranted(invited)
    })
  }
  const field = (name: keyof typeof typed) => ({
    label: t(`admin.administrators.fields.${name}`),
    value: typed[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setTyped({ ...typed, [name]: event.target.value }),
  })
  return (
    <Dialog
      title={t('admin.administrators.grant')}
      icon={UserPlus}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            {t('admin.administrators.grantWord')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="admin-form"
        onSubmit={(event) => {
          event.preventDefault()
          grant()
        }}
      >
        <Field
          {...field('name')}
          autoFocus
          maxLength={200}
          error={missing && typed.name.trim() === '' && t('admin.administrators.nameMissing')}
        />
        <Field
          {...field('address')}
          type="email"
          maxLength={320}
          hint={t('admin.administrators.addressHint')}
          error={missing && !typed.address.includes('@') && t('admin.administrators.addressMissing')}
        />
        <Select
          label={t('admin.administrators.role')}
          hint={t(`admin.roleHints.${role}`)}
          value={role}
          options={roles
            .filter((one) => operates || one !== 'operator')
            .map((one) => ({ value: one, label: t(`admin.roles.${one}`) }))}
          onChange={(event) => setRole(roles.find((one) => one === event.target.value) ?? role)}
        />
        {role !== 'operator' && (
          <Select
            label={t('admin.administrators.forBody')}
            value={choice}
            options={[
              ...(role === 'auditor' && operates
                ? [{ value: everyBody, label: t('admin.administrators.everyBody') }]
                : []),
              ...tenants.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => setScope(event.target.value)}
          />
        )}
        <Field {...field('appointment')} maxLength={200} hint={t('admin.administrators.appointmentHint')} />
        {wrong !== null && <p role="alert">{wrong}</p>}
      </form>
    </Dialog>
  )
}
