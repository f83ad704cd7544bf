import { Button, Dialog } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'

/** Asked only where something would be lost. */
export function LeaveDialog({ onLeave, onStay }: { onLeave: () => void; onStay: () => void }) {
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
      <p>{t('event.leave.text')}</p>
    </Dialog>
  )
}
