import type { Translate } from '@staffetta/i18n'
import { Button, Icon, IconButton } from '@staffetta/ui'
import { useNavigate } from '@tanstack/react-router'
import { Mail, X } from 'lucide-react'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { sentenceOf } from '../app/errors.tsx'

interface Props {
  messageId: string
  t: Translate
  onRemove: () => void
}

/** The mail a task came from: looked for where it lies now. */
export function MailLink({ messageId, t, onRemove }: Props) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const open = async () => {
    setBusy(true)
    setWrong(null)
    try {
      const { found } = await api.mail.findMessage({ messageId })
      if (found === null) return setWrong(t('tasks.mail.gone'))
      const params = { mailboxId: found.mailboxId, messageRef: found.ref }
      await navigate({ to: '/mail/$mailboxId/$messageRef', params, search: {} })
    } catch (error) {
      setWrong(sentenceOf(error, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="task-mail">
      <Icon of={Mail} size={18} />
      <span>{t('tasks.mail.from')}</span>
      <Button busy={busy} onClick={() => void open()}>
        {t('tasks.mail.open')}
      </Button>
      <IconButton icon={X} label={t('tasks.mail.remove')} onClick={onRemove} />
      {wrong !== null && <p role="alert">{wrong}</p>}
    </div>
  )
}
