import { Button } from '@staffetta/ui'
import { ClipboardCopy } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'

/** They are told this once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useI18n()
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    notify({ text: t('admin.gate.copied') })
  }
  return (
    <>
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
