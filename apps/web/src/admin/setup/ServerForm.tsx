import type { CheckOutcome, ServerEndpoint, ServerKind } from '@staffetta/contract'
import { Button, Field, Select } from '@staffetta/ui'
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'
import { TrialList } from './TrialList.tsx'
import { Wrong } from '../Wrong.tsx'
import { useTrial } from './use-trial.ts'
import { AdminForm } from '../AdminForm.tsx'

interface Props {
  tenantId: string
  kind: ServerKind
  endpoint: ServerEndpoint | null
  onSave: (endpoint: ServerEndpoint) => Promise<void>
  onClose: () => void
}

/** Where these usually listen (RFC 8314, RFC 5804, RFC 6764; LDAP over TLS at the port IANA knows it by). */
const usual: Record<ServerKind, { port: number; tls: ServerEndpoint['tls'] }> = {
  imap: { port: 993, tls: 'tls' },
  smtp: { port: 465, tls: 'tls' },
  sieve: { port: 4190, tls: 'starttls' },
  dav: { port: 443, tls: 'tls' },
  ldap: { port: 636, tls: 'tls' },
}

/** A server is tried first, and set at once where nothing is wrong; where something is, somebody says so. */
export function ServerForm({ tenantId, kind, endpoint, onSave, onClose }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const form = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState({
    host: endpoint?.host ?? '',
    port: String(endpoint?.port ?? usual[kind].port),
    tls: endpoint?.tls ?? usual[kind].tls,
    verifyName: endpoint?.verifyName ?? '',
  })
  const host = typed.host.trim()
  const wanted: ServerEndpoint = {
    host,
    port: Number(typed.port),
    tls: typed.tls,
    verifyName: typed.verifyName.trim() || null,
  }
  const trial = useTrial<CheckOutcome[]>(wanted)
  const isLocal = host === 'localhost' || host.startsWith('127.')
  const modes = (['tls', 'starttls', 'none'] as const).filter(
    (mode) => (mode !== 'starttls' || kind !== 'dav') && (mode !== 'none' || isLocal || typed.tls === 'none'),
  )

  useEffect(() => {
    form.current?.querySelector('input')?.focus()
  }, [])

  const flaw = () => {
    if (!/^[A-Za-z0-9.:-]+$/.test(host)) return t('setup.servers.hostWrong')
    if (!(wanted.port >= 1 && wanted.port <= 65535)) return t('setup.servers.portWrong')
    return wanted.tls === 'none' && !isLocal ? t('setup.servers.clearText') : null
  }
  const save = async () => {
    await onSave(wanted)
    onClose()
  }
  const tryAndSave = () => {
    const found = flaw()
    if (found !== null) return setWrong(found)
    void attempt(async () => {
      const outcomes = await trial.run(() =>
        withProof(() => adminApi.servers.tryServer({ tenantId, kind, ...wanted })),
      )
      if (!outcomes.some(({ state }) => state === 'error')) await save()
    })
  }
  const put = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change })
  return (
    <AdminForm ref={form} className="admin-form" busy={busy} onSubmit={tryAndSave}>
      <div className="setup-place">
        <Field
          label={t('setup.servers.host')}
          value={typed.host}
          maxLength={253}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => put({ host: event.target.value })}
        />
        <Field
          label={t('setup.servers.port')}
          value={typed.port}
          inputMode="numeric"
          maxLength={5}
          onChange={(event) => put({ port: event.target.value })}
        />
        <Select
          label={t('setup.servers.tls')}
          value={typed.tls}
          options={modes.map((mode) => ({ value: mode, label: t(`setup.servers.modes.${mode}`) }))}
          onChange={(event) => put({ tls: modes.find((mode) => mode === event.target.value) ?? typed.tls })}
        />
      </div>
      <Field
        label={t('setup.servers.verifyName')}
        hint={t('setup.servers.verifyNameHint')}
        value={typed.verifyName}
        maxLength={253}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => put({ verifyName: event.target.value })}
      />
      <Wrong of={wrong} />
      {trial.found !== null && <TrialList outcomes={trial.found} />}
      <div className="setup-acts">
        <Button kind="primary" size="form" type="submit" busy={busy}>
          {t(busy ? 'setup.servers.trying' : 'setup.servers.tryAndSave')}
        </Button>
        {trial.found !== null && !busy && (
          <Button size="form" onClick={() => void attempt(save)}>
            {t('setup.servers.saveAnyway')}
          </Button>
        )}
        <Button kind="text" size="form" onClick={onClose}>
          {t('actions.cancel')}
        </Button>
      </div>
    </AdminForm>
  )
}
