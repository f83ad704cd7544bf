import type { TenantIdentity } from '@staffetta/contract'
import { Button, Checkbox, Field, Select } from '@staffetta/ui'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import type { Change } from './use-change.ts'
import { Wrong } from '../Wrong.tsx'
import { ModesField } from './ModesField.tsx'
import { AdminForm } from '../AdminForm.tsx'

interface Props {
  tenantId: string
  provider: TenantIdentity['provider']
  hasMaster: boolean
  mayChange: boolean
  onChange: Change<TenantIdentity>
}

const modes = ['password', 'identity', 'both'] as const

/** Password, the body's own identity provider, or either. The provider is asked who it is before it is set. */
export function ProviderForm({ tenantId, provider, hasMaster, mayChange, onChange }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [leaving, setLeaving] = useState(false)
  const [mode, setMode] = useState<(typeof modes)[number]>(
    provider === null ? 'password' : provider.passwords ? 'both' : 'identity',
  )
  const [typed, setTyped] = useState({
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    confidential: provider?.confidential ?? true,
    secret: '',
    scopes: provider?.scopes ?? 'openid email profile',
    addressClaim: provider?.addressClaim ?? 'email',
    trustsAddress: provider?.trustsAddress ?? false,
    servers: provider?.servers ?? 'token',
  })
  const put = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change })
  const kept =
    provider?.confidential === true &&
    provider.issuer === typed.issuer.trim() &&
    provider.clientId === typed.clientId.trim()

  const flaw = () => {
    if (!/^https?:\/\/[^\s/]+/.test(typed.issuer.trim())) return t('setup.access.issuerMissing')
    if (typed.clientId.trim() === '') return t('setup.access.clientIdMissing')
    if (typed.confidential && typed.secret === '' && !kept) return t('setup.access.secretMissing')
    if (typed.addressClaim.trim() !== 'email' && !typed.trustsAddress)
      return t('setup.access.claimUnverified')
    return typed.servers === 'master' && !hasMaster ? t('setup.access.noMaster') : null
  }
  const save = () => {
    if (mode === 'password') return setLeaving(true)
    const found = flaw()
    if (found !== null) return setWrong(found)
    void attempt(async () => {
      const wanted = {
        ...typed,
        issuer: typed.issuer.trim(),
        clientId: typed.clientId.trim(),
        addressClaim: typed.addressClaim.trim(),
        secret: typed.confidential ? typed.secret : '',
        passwords: mode === 'both',
      }
      await onChange(() => adminApi.identity.putIdentity({ tenantId, ...wanted }), t('setup.access.saved'))
      put({ secret: '' })
    })
  }
  const mayRemain = mode === 'password' && provider === null
  return (
    <AdminForm busy={busy} onSubmit={save}>
      <h2>{t('setup.access.title')}</h2>
      <ModesField
        name="mode"
        legend={t('setup.access.how')}
        modes={modes.map((one) => ({
          mode: one,
          label: t(`setup.access.modes.${one}`),
          hint: one === 'both' ? t('setup.access.both') : undefined,
        }))}
        value={mode}
        disabled={!mayChange}
        onChange={setMode}
      />
      {mode !== 'password' && (
        <fieldset className="setup-modes admin-form" disabled={!mayChange}>
          <Field
            label={t('setup.access.issuer')}
            hint={t('setup.access.issuerHint')}
            value={typed.issuer}
            maxLength={500}
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => put({ issuer: event.target.value })}
          />
          <Field
            label={t('setup.access.clientId')}
            hint={t('setup.access.clientIdHint')}
            value={typed.clientId}
            maxLength={200}
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => put({ clientId: event.target.value })}
          />
          <Checkbox
            label={t('setup.access.confidential')}
            checked={typed.confidential}
            onChange={() => put({ confidential: !typed.confidential })}
          />
          {typed.confidential && (
            <Field
              type="password"
              label={t('setup.access.secret')}
              hint={t(kept ? 'setup.passwordKept' : 'setup.passwordHint')}
              value={typed.secret}
              maxLength={1024}
              autoComplete="new-password"
              onChange={(event) => put({ secret: event.target.value })}
            />
          )}
          <Select
            label={t('setup.access.servers')}
            value={typed.servers}
            options={(['token', 'master'] as const).map((one) => ({
              value: one,
              label: t(`setup.access.serversModes.${one}`),
            }))}
            onChange={(event) => put({ servers: event.target.value === 'master' ? 'master' : 'token' })}
          />
          <details>
            <summary>{t('setup.access.more')}</summary>
            <div className="admin-form setup-more">
              <Field
                label={t('setup.access.scopes')}
                hint={t('setup.access.scopesHint')}
                value={typed.scopes}
                maxLength={300}
                spellCheck={false}
                onChange={(event) => put({ scopes: event.target.value })}
              />
              <Field
                label={t('setup.access.claim')}
                hint={t('setup.access.claimHint')}
                value={typed.addressClaim}
                maxLength={100}
                spellCheck={false}
                onChange={(event) => put({ addressClaim: event.target.value })}
              />
              <Checkbox
                label={t('setup.access.trusts')}
                hint={t('setup.access.trustsHint')}
                checked={typed.trustsAddress}
                onChange={() => put({ trustsAddress: !typed.trustsAddress })}
              />
            </div>
          </details>
        </fieldset>
      )}
      <Wrong of={wrong} />
      {mayChange ? (
        <div>
          <Button kind="primary" size="form" type="submit" busy={busy} disabled={mayRemain}>
            {mode === 'password'
              ? t('actions.save')
              : t(busy ? 'setup.access.trying' : 'setup.access.tryAndSave')}
          </Button>
        </div>
      ) : (
        <p className="admin-none">{t('setup.readOnly')}</p>
      )}
      {leaving && (
        <ConfirmDialog
          title={t('setup.access.backTitle')}
          text={t('setup.access.backText')}
          word={t('setup.access.back')}
          harmless={KeyRound}
          onConfirm={() =>
            onChange(() => adminApi.identity.removeIdentity({ tenantId }), t('setup.access.backSaved'))
          }
          onClose={() => setLeaving(false)}
        />
      )}
    </AdminForm>
  )
}
