import { Button, Dialog } from '@staffetta/ui'
import { LifeBuoy } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { RecoveryCodes } from '../gate/RecoveryCodes.tsx'
import { withProof } from '../gate/step-up.ts'

/** For the day a key or a telephone is lost. */
export function RecoveryCard({ left, onChanged }: { left: number; onChanged: (done: string) => void }) {
  const { t } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const [codes, setCodes] = useState<string[] | null>(null)
  const renew = () =>
    attempt(async () => setCodes((await withProof(() => adminApi.admin.renewRecovery({}))).recoveryCodes))
  const close = () => {
    setCodes(null)
    onChanged(t('admin.keys.recoveryRenewed'))
  }
  return (
    <section className="admin-card">
      <h2>{t('admin.keys.recovery')}</h2>
      <p>{t('admin.keys.recoveryText')}</p>
      <p className="admin-none">{t('admin.keys.recoveryLeft', { count: left })}</p>
      {wrong !== null && <p role="alert">{wrong}</p>}
      <div className="setup-acts">
        <Button icon={LifeBuoy} size="form" busy={busy} onClick={() => void renew()}>
          {t('admin.keys.recoveryRenew')}
        </Button>
      </div>
      {codes && (
        <Dialog title={t('admin.gate.recovery')} icon={LifeBuoy} onClose={close} actions={null}>
          <RecoveryCodes codes={codes} onDone={close} />
        </Dialog>
      )}
    </section>
  )
}
