import { Button, Dialog } from '@staffetta/ui'
import { useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'

interface Props {
  body: string
  closesAt: string
  onClose: () => void
}

/** Somebody's body leaves: until when they are served, and how to take what is theirs. */
export function EndingDialog({ body, closesAt, onClose }: Props) {
  const { t, formats } = useI18n()
  const navigate = useNavigate()
  return (
    <Dialog
      title={t('ending.title', { date: formats.date(closesAt) })}
      icon={LogOut}
      onClose={onClose}
      actions={
        <>
          <Button
            size="form"
            onClick={() => {
              onClose()
              void navigate({ to: '/settings/$section', params: { section: 'data' } })
            }}
          >
            {t('ending.take')}
          </Button>
          <Button size="form" kind="primary" autoFocus onClick={onClose}>
            {t('ending.done')}
          </Button>
        </>
      }
    >
      <p>{t('ending.text', { body })}</p>
      <p>{t('ending.copy')}</p>
    </Dialog>
  )
}
