import { Button, Dialog, type LucideIcon } from '@staffetta/ui'
import { Trash } from 'lucide-react'
import { useI18n } from './i18n.tsx'
import { useAttempt } from './use-attempt.ts'

interface Props {
  title: string
  text: string
  /** What is done, as its button says it. */
  word: string
  /** Of what is not lost by it: its own sign, and nothing red. */
  harmless?: LucideIcon
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Only what cannot be taken back asks first. The safe answer has the focus. */
export function ConfirmDialog({ title, text, word, harmless, onConfirm, onClose }: Props) {
  const { t } = useI18n()
  const { busy, wrong, attempt } = useAttempt()
  const confirm = () =>
    attempt(async () => {
      await onConfirm()
      onClose()
    })
  return (
    <Dialog
      title={title}
      {...(harmless ? { icon: harmless } : { alert: true, icon: Trash, tone: 'bad' })}
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button kind={harmless ? 'primary' : 'danger'} busy={busy} onClick={() => void confirm()}>
            {word}
          </Button>
        </>
      }
    >
      <p>{text}</p>
      {wrong !== null && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}
