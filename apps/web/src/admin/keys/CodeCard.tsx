import type { Factors } from '@staffetta/contract'
import { Button, Dialog } from '@staffetta/ui'
import { Smartphone } from 'lucide-react'
import { useState, type ComponentProps } from 'react'
import { ConfirmDialog } from '../../app/ConfirmDialog.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'
import { RecoveryCodes } from '../gate/RecoveryCodes.tsx'
import { ScanForm } from '../gate/ScanForm.tsx'
import { withProof } from '../gate/step-up.ts'

interface Props {
  code: Factors['code']
  hasKey: boolean
  onChanged: (done: string, factors?: Factors) => void
}

/** The authenticator on a telephone; another one takes its place. */
export function CodeCard({ code, hasKey, onChanged }: Props) {
  const { t, formats } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const [begun, setBegun] = useState<ComponentProps<typeof ScanForm>['begun'] | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const [removing, setRemoving] = useState(false)
  const begin = () => attempt(async () => setBegun(await withProof(() => adminApi.admin.beginFactor({}))))
  const close = () => {
    setBegun(null)
    setCodes(null)
    if (codes !== null) onChanged(t('admin.keys.codeSet'))
  }
  return (
    <section className="admin-card">
      <h2>{t('admin.keys.code')}</h2>
      <p>{t('admin.gate.byAppText')}</p>
      <p className="admin-none">
        {code === null
          ? t('admin.keys.codeNone')
          : t('admin.keys.codeSince', { date: formats.date(code.createdAt) })}{' '}
        {code?.usedAt && t('admin.keys.used', { when: formats.messageDate(code.usedAt) })}
      </p>
      {wrong !== null && <p role="alert">{wrong}</p>}
      <div className="setup-acts">
        <Button icon={Smartphone} size="form" busy={busy} onClick={() => void begin()}>
          {t(code === null ? 'admin.keys.codeSetUp' : 'admin.keys.codeChange')}
        </Button>
        {code !== null && hasKey && (
          <Button kind="text" size="form" onClick={() => setRemoving(true)}>
            {t('admin.keys.codeRemove')}
          </Button>
        )}
      </div>
      {begun && (
        <Dialog
          title={t(codes === null ? 'admin.gate.scan' : 'admin.gate.recovery')}
          icon={Smartphone}
          onClose={close}
          actions={null}
        >
          {codes === null ? (
            <ScanForm begun={begun} onDone={(done) => setCodes(done.codes)} />
          ) : (
            <RecoveryCodes codes={codes} onDone={close} />
          )}
        </Dialog>
      )}
      {removing && (
        <ConfirmDialog
          title={t('admin.keys.codeRemoveTitle')}
          text={t('admin.keys.codeRemoveText')}
          word={t('admin.keys.remove')}
          onConfirm={async () =>
            onChanged(t('admin.keys.codeRemoved'), await withProof(() => adminApi.admin.removeCode({})))
          }
          onClose={() => setRemoving(false)}
        />
      )}
    </section>
  )
}
