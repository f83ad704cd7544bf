import type { AdminAccess } from '@staffetta/contract'
import { Button, Notice } from '@staffetta/ui'
import { Info, KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { CodeForm } from './CodeForm.tsx'
import { keysWorkHere, proveByKey, useKeyAttempt } from './keys.ts'
import { Wrong } from '../Wrong.tsx'

interface Props {
  access: AdminAccess
  word: string
  onProved: (access: AdminAccess) => void
}

/** The key first where there is one for this address; a code is the other way. */
export function ProveForm({ access: { hasCode, keyHosts }, word, onProved }: Props) {
  const { t } = useI18n()
  const { busy, wrong, withKey } = useKeyAttempt()
  const [byCode, setByCode] = useState(false)
  const hasKey = keyHosts.includes(location.hostname) && keysWorkHere()
  const elsewhere = !hasKey && keyHosts.length > 0
  return (
    <>
      {hasKey && (
        <>
          <p>{t('admin.gate.keyText')}</p>
          <Wrong of={wrong} />
          <div className="admin-buttons">
            <Button
              kind={byCode ? 'default' : 'primary'}
              size="form"
              icon={KeyRound}
              busy={busy}
              autoFocus
              onClick={() => void withKey(async () => onProved(await proveByKey()))}
            >
              {t('admin.gate.useKey')}
            </Button>
            {!byCode && (
              <Button kind="text" size="form" onClick={() => setByCode(true)}>
                {t('admin.gate.useCode')}
              </Button>
            )}
          </div>
        </>
      )}
      {elsewhere && (
        <Notice icon={Info}>{t('admin.gate.keyElsewhere', { hosts: keyHosts.join(', ') })}</Notice>
      )}
      {(!hasKey || byCode) && (
        <CodeForm
          label={t('admin.gate.code')}
          hint={t(hasCode ? 'admin.gate.codeOrRecovery' : 'admin.gate.recoveryOnly')}
          word={word}
          onCode={async (code) => onProved(await adminApi.admin.prove({ code }))}
        />
      )}
    </>
  )
}
