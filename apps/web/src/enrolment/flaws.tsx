import './flaws.css'
import type { Flaw } from '@staffetta/contract'
import { createContext, use, useEffect, useRef } from 'react'
import { useI18n } from '../app/i18n.tsx'

/** Those that are said: nobody is told what is missing before they tried to go on. */
export const ShownFlaws = createContext<Flaw[]>([])

export function idOf(field: string): string {
  return `field-${field}`
}

/** The sentence below a field, where there is one. `name` is the field as it is called on screen. */
export function useFlaw() {
  const { t } = useI18n()
  const flaws = use(ShownFlaws)
  return (field: string, name = ''): string | undefined => {
    const found = flaws.find((flaw) => flaw.field === field)
    return found && t(`enrolment.flaws.${found.kind}`, { field: name })
  }
}

/** What is to be mended, each leading to its field. It takes the focus when it comes. */
export function FlawSummary({ flaws, onSkip }: { flaws: Flaw[]; onSkip: () => void }) {
  const { t } = useI18n()
  const nameOf = useFieldName()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} className="ask-flaws" tabIndex={-1} role="group" aria-labelledby="ask-flaws-title">
      <h2 id="ask-flaws-title">{t('enrolment.flawsTitle', { count: flaws.length })}</h2>
      <ul>
        {flaws.map(({ field, kind }) => (
          <li key={field}>
            <a
              href={`#${idOf(field)}`}
              onClick={(event) => {
                event.preventDefault()
                const place = document.getElementById(idOf(field))
                place?.focus()
                place?.scrollIntoView({ block: 'center' })
              }}
            >
              {t(`enrolment.flaws.${kind}`, { field: nameOf(field) })}
            </a>
          </li>
        ))}
      </ul>
      <button type="button" className="ask-skip" onClick={onSkip}>
        {t('enrolment.skipStep')}
      </button>
    </div>
  )
}

/** "RTD, e-mail" for `people.digital.email`. */
function useFieldName() {
  const { t } = useI18n()
  return (field: string): string => {
    const [part, one, two] = field.split('.')
    if (part === 'people')
      return `${t(`enrolment.people.roles.${one as 'requester'}`)}, ${t(`enrolment.people.${two as 'name'}`).toLowerCase()}`
    if (part === 'hosting' && one === 'endpoints') return t(`enrolment.hosting.kinds.${two as 'imap'}`)
    if (part === 'body') return t(`enrolment.body.${one as 'name'}`)
    if (part === 'agreement') return t(`enrolment.agreement.${one as 'number'}`)
    if (part === 'privacy') return t(`enrolment.privacy.${one as 'notice'}`)
    return ''
  }
}
