import { Button, Dialog, Field } from '@staffetta/ui'
import { Users } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'

interface Props {
  title: string
  name: string
  /** How many people it begins with. */
  people: number
  onSave: (name: string) => Promise<unknown>
  onClose: () => void
}

/** What a group is called. */
export function GroupForm({ title, name: before, people, onSave, onClose }: Props) {
  const { t } = useI18n()
  const [name, setName] = useState(before)
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const save = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return setWrong(t('contacts.groups.noName'))
    void attempt(async () => {
      await onSave(wanted)
      onClose()
    })
  }
  return (
    <Dialog title={title} icon={Users} onClose={onClose}>
      <form className="calendar-form" onSubmit={save}>
        <Field
          label={t('contacts.groups.name')}
          hint={people > 0 ? t('contacts.groups.people', { count: people }) : undefined}
          value={name}
          autoFocus
          maxLength={250}
          error={wrong ?? undefined}
          onChange={({ target }) => {
            setName(target.value)
            setWrong(null)
          }}
        />
        <div className="ui-dialog-actions">
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {before === '' ? t('actions.create') : t('actions.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
