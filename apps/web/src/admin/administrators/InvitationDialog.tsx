import type { Grant } from '@staffetta/contract'
import { Button, Dialog } from '@staffetta/ui'
import { ClipboardCopy, KeyRound } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'

export interface Invited {
  grant: Grant
  code: string
}

/** The code is told this once, to whoever gave the role; the person gets it from them, and by no mail. */
export function InvitationDialog({
  invited: { grant, code },
  onClose,
}: {
  invited: Invited
  onClose: () => void
}) {
  const { t } = useI18n()
  const copy = async () => {
    await navigator.clipboard.writeText(code)
    notify({ text: t('admin.gate.copied') })
  }
  return (
    <Dialog
      title={t('admin.administrators.codeTitle', { name: grant.name })}
      icon={KeyRound}
      onClose={onClose}
      actions={
        <>
          <Button icon={ClipboardCopy} onClick={() => void copy()}>
            {t('admin.gate.copy')}
          </Button>
          <Button kind="primary" autoFocus onClick={onClose}>
            {t('actions.close')}
          </Button>
        </>
      }
    >
      <p>{t('admin.administrators.codeText')}</p>
      <p className="admin-invitation">
        <code>{code}</code>
      </p>
    </Dialog>
  )
}
