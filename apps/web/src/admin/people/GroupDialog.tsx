import { Button, Dialog, Field } from '@staffetta/ui'
import { Tag } from 'lucide-react'
import { useId, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  groups: string[]
  count: number
  onGroup: (group: string) => void
  onClose: () => void
}

/** A word of the body's own: one that is used already, or another. */
export function GroupDialog({ groups, count, onGroup, onClose }: Props) {
  const { t } = useI18n()
  const form = useId()
  const known = useId()
  const [group, setGroup] = useState('')
  return (
    <Dialog
      title={t('people.groupTitle', { count })}
      icon={Tag}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" form={form}>
            {t('people.groupSet')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="admin-form"
        onSubmit={(event) => {
          event.preventDefault()
          onGroup(group.trim())
          onClose()
        }}
      >
        <Field
          autoFocus
          label={t('people.group')}
          hint={t('people.groupHint')}
          list={known}
          maxLength={100}
          value={group}
          onChange={(event) => setGroup(event.target.value)}
        />
        <datalist id={known}>
          {groups.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
      </form>
    </Dialog>
  )
}
