import { Button, Dialog } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  /** What would be lost, where it is no event. */
  text?: string
  onLeave: () => void
  onStay: () => void
}

/** Asked only where something would be lost. */
export function LeaveDialog({ text, onLeave, onStay }: Props) {
  const { t } = useI18n()
  return (
    <Dialog
      title={t('event.leave.title')}
      onClose={onStay}
      actions={
        <>
          <Button size="form" kind="danger" onClick={onLeave}>
            {t('event.leave.leave')}
          </Button>
          <Button size="form" kind="primary" autoFocus onClick={onStay}>
            {t('event.leave.stay')}
          </Button>
        </>
      }
    >
      <p>{text ?? t('event.leave.text')}</p>
    </Dialog>
  )
}
