import { Button, Field } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useKeyAttempt } from './keys.ts'

interface Props {
  word: string
  /** What it is called until now. */
  before?: string
  onName: (name: string) => Promise<unknown>
}

/** What a key is called, and then what is done with it: what went wrong there is said here. */
export function KeyForm({ word, before, onName }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, withKey } = useKeyAttempt()
  const [name, setName] = useState(before ?? t('admin.keys.defaultName'))
  return (
    <form
      className="admin-code"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        if (name.trim() === '') setWrong(t('admin.keys.nameMissing'))
        else void withKey(() => onName(name.trim()))
      }}
    >
      <Field
        label={t('admin.keys.name')}
        hint={t('admin.keys.nameHint')}
        error={wrong}
        value={name}
        autoFocus
        maxLength={60}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
      />
      <Button kind="primary" size="form" type="submit" busy={busy}>
        {word}
      </Button>
    </form>
  )
}
