import { Button, Dialog, TextArea } from '@staffetta/ui'
import { ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'

interface Props {
  domain: string
  name: string
  onWaive: (reason: string) => Promise<void>
  onClose: () => void
}

/** A domain becomes a body's by an operator's word, who writes how they know. */
export function WaiveDialog({ domain, name, onWaive, onClose }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [reason, setReason] = useState('')
  const waive = () => {
    if (reason.trim() === '') return setWrong(t('setup.domains.waiveMissing'))
    void attempt(async () => {
      await onWaive(reason.trim())
      onClose()
    })
  }
  return (
    <Dialog
      title={t('setup.domains.waiveTitle', { domain })}
      icon={ShieldAlert}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={waive}>
            {t('setup.domains.waive')}
          </Button>
        </>
      }
    >
      <p>{t('setup.domains.waiveText', { name })}</p>
      <TextArea
        autoFocus
        rows={2}
        maxLength={500}
        label={t('setup.domains.waiveReason')}
        hint={t('setup.domains.waiveHint')}
        error={wrong}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Dialog>
  )
}
