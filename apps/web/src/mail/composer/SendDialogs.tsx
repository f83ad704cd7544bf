import { Button, Dialog } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import type { SendOptions } from './composer-state.ts'

export interface SendQuestion extends SendOptions {
  what: 'reminder' | 'noSubject'
}

interface Props {
  question: SendQuestion
  onSend: () => void
  onClose: () => void
}

/** Asked once, before it is too late. */
export function SendDialogs({ question: { what }, onSend, onClose }: Props) {
  const { t } = useI18n()
  return (
    <Dialog
      title={t(`composer.${what}.title`)}
      onClose={onClose}
      actions={
        <>
          <Button size="form" onClick={onSend}>
            {t(`composer.${what}.send`)}
          </Button>
          <Button size="form" kind="primary" autoFocus onClick={onClose}>
            {t('composer.reminder.back')}
          </Button>
        </>
      }
    >
      <p>{t(`composer.${what}.text`)}</p>
    </Dialog>
  )
}
