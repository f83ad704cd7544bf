import { Button, Field } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'

interface Props {
  label: string
  hint: string
  word: string
  /** Six digits of an authenticator: the telephone shows its number keys. */
  digits?: boolean
  onCode: (code: string) => Promise<unknown>
}

/** One code, and what was wrong with it below it. */
export function CodeForm({ label, hint, word, digits = false, onCode }: Props) {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const [code, setCode] = useState('')
  return (
    <form
      className="admin-code"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        if (code.trim().length < 6) setWrong(t('admin.gate.codeShort'))
        else void attempt(() => onCode(code.trim()))
      }}
    >
      <Field
        label={label}
        hint={hint}
        error={wrong}
        value={code}
        autoFocus
        autoComplete="one-time-code"
        spellCheck={false}
        inputMode={digits ? 'numeric' : 'text'}
        maxLength={40}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button kind="primary" size="form" type="submit" busy={busy}>
        {word}
      </Button>
    </form>
  )
}
