import type { adminAccess, AdminAccess, Output } from '@staffetta/contract'
import { useI18n } from '../../app/i18n.tsx'
import { QrCode } from '../../app/QrCode.tsx'
import { adminApi } from '../api.ts'
import { CodeForm } from './CodeForm.tsx'

export interface SetUp {
  codes: string[]
  access: AdminAccess
}

interface Props {
  begun: Output<typeof adminAccess.beginFactor>
  invitation?: string
  onDone: (done: SetUp) => void
}

/** The secret for an authenticator, and its first code. */
export function ScanForm({ begun: { uri, secret, pending }, invitation, onDone }: Props) {
  const { t } = useI18n()
  return (
    <>
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
          const answer = await adminApi.admin.confirmFactor({
            ...(invitation !== undefined && { invitation }),
            pending,
            code,
          })
          onDone({ codes: answer.recoveryCodes, access: answer.access })
        }}
      />
    </>
  )
}
