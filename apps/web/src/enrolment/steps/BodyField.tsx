import './BodyField.css'
import type { PublicBody } from '@staffetta/contract'
import { Chip, Field, useCombobox, VisuallyHidden } from '@staffetta/ui'
import { useEffect, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { api } from '../api.ts'
import { idOf } from '../flaws.tsx'

const waitMs = 150

interface Props {
  value: string
  error: string | undefined
  onType: (name: string) => void
  onChoose: (body: PublicBody) => void
}

/** The name, with what the register has of it while one types (ARIA's combobox with a list). */
export function BodyField({ value, error, onType, onChoose }: Props) {
  const { t } = useI18n()
  const [typed, setTyped] = useState<string | null>(null)
  const [bodies, setBodies] = useState<PublicBody[] | null>(null)
  const open = typed !== null && bodies !== null && bodies.length > 0
  const choose = (index: number) => {
    setTyped(null)
    setBodies(null)
    onChoose(bodies![index]!)
  }
  const combobox = useCombobox({ of: bodies, count: bodies?.length ?? 0, open, free: true, onChoose: choose })

  useEffect(() => {
    if (typed === null || typed.trim().length < 2) return setBodies(null)
    const abort = new AbortController()
    const find = async () => {
      const { bodies: found } = await api.findBodies({ q: typed.slice(0, 100) }, { signal: abort.signal })
      setBodies(found)
    }
    // The name can be written without.
    const timer = setTimeout(() => void find().catch(() => setBodies(null)), waitMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [typed])

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!open || combobox.stepped(event)) return
    if (event.key === 'Enter' && combobox.at >= 0) choose(combobox.at)
    else if (event.key === 'Escape') setTyped(null)
    else return
    event.preventDefault()
  }
  return (
    <div className="ask-combo">
      <Field
        id={idOf('body.name')}
        label={t('enrolment.body.name')}
        hint={t('enrolment.body.nameHint')}
        error={error}
        value={value}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        {...combobox.field}
        onChange={(event) => {
          onType(event.target.value)
          setTyped(event.target.value)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(null)}
      />
      {open && (
        <ul {...combobox.list} aria-label={t('enrolment.body.list')}>
          {bodies.map((body, index) => (
            <li key={body.code} {...combobox.option(index)}>
              <span className="ask-combo-name">{body.name}</span>
              {body.fictitious && <Chip tone="warn">{t('enrolment.body.fictitious')}</Chip>}
              <span className="ask-combo-code">{body.code}</span>
            </li>
          ))}
        </ul>
      )}
      <VisuallyHidden>
        <span role="status">
          {typed !== null && bodies !== null && bodies.length > 0
            ? t('enrolment.body.found', { count: bodies.length })
            : ''}
        </span>
      </VisuallyHidden>
      {typed !== null && bodies?.length === 0 && (
        <p className="ask-note" role="status">
          {t('enrolment.body.none')}
        </p>
      )}
    </div>
  )
}
