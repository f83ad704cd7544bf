import type { AdminAccess } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { ClipboardCopy } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { QrCode } from '../../app/QrCode.tsx'
import { adminApi } from '../api.ts'
import { CodeForm } from './CodeForm.tsx'

interface Begun {
  invitation: string
  uri: string
  secret: string
  pending: string
}

/** The first time: the invitation, an authenticator, its first code, and the codes for the day it is lost. */
export function SetUpFactor({ onDone }: { onDone: (access: AdminAccess) => void }) {
  const { t } = useI18n()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [done, setDone] = useState<{ codes: string[]; access: AdminAccess } | null>(null)

  if (done !== null) return <RecoveryCodes codes={done.codes} onDone={() => onDone(done.access)} />
  if (begun === null)
    return (
      <>
        <h2>{t('admin.gate.setUp')}</h2>
        <p>{t('admin.gate.setUpText')}</p>
        <CodeForm
          label={t('admin.gate.invitation')}
          hint={t('admin.gate.invitationHint')}
          word={t('admin.gate.go')}
          onCode={async (invitation) =>
            setBegun({ invitation, ...(await adminApi.admin.beginFactor({ invitation })) })
          }
        />
      </>
    )
  const { uri, secret, pending, invitation } = begun
  return (
    <>
      <h2>{t('admin.gate.scan')}</h2>
      <p>{t('admin.gate.scanText')}</p>
      <QrCode text={uri} label={t('admin.gate.qrLabel')} />
      <p className="admin-secret">
        {t('admin.gate.typeSecret')} <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <CodeForm
        digits
        label={t('admin.gate.firstCode')}
        hint={t('admin.gate.codeHint')}
        word={t('admin.gate.confirm')}
        onCode={async (code) => {
          const answer = await adminApi.admin.confirmFactor({ invitation, pending, code })
          setDone({ codes: answer.recoveryCodes, access: answer.access })
        }}
      />
    </>
  )
}

function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useI18n()
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    notify({ text: t('admin.gate.copied') })
  }
  return (
    <>
      <h2>{t('admin.gate.recovery')}</h2>
      <p>{t('admin.gate.recoveryText')}</p>
      <ul className="admin-recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="admin-buttons">
        <Button icon={ClipboardCopy} onClick={() => void copy()}>
          {t('admin.gate.copy')}
        </Button>
        <Button kind="primary" autoFocus onClick={onDone}>
          {t('admin.gate.kept')}
        </Button>
      </div>
    </>
  )
}
