import './Domains.css'
import { type Dossier, domainFlaw } from '@staffetta/contract'
import { Button, Checkbox, Field, Icon, IconButton } from '@staffetta/ui'
import { Globe, Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { idOf, useFlaw } from '../flaws.tsx'
import { save } from '../request.ts'

type Named = Dossier['hosting']['domains']

interface Props {
  domains: Named
  onChange: (domains: Named) => void
}

/** The part after the @, several of them, each checked as it is added. */
export function Domains({ domains, onChange }: Props) {
  const { t } = useI18n()
  const flaw = useFlaw()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [told, setTold] = useState('')
  const input = useRef<HTMLInputElement>(null)

  const store = (after: Named, words: string) => {
    onChange(after)
    setTold(words)
    void save().catch(() => undefined)
  }
  /** False for what is no domain. */
  const add = (): boolean => {
    const name = typed.trim().toLowerCase().replace(/^.*@/, '').replace(/\.$/, '')
    if (name === '') return true
    const problem = domainFlaw(name)
    const twice = domains.some((one) => one.name === name)
    setWrong(
      twice
        ? t('enrolment.hosting.twice')
        : problem === null
          ? null
          : t(`enrolment.flaws.${problem}`, { field: '' }),
    )
    if (twice || problem !== null) return false
    store([...domains, { name, shared: false }], t('enrolment.hosting.added', { domain: name }))
    setTyped('')
    return true
  }
  return (
    <fieldset className="ask-domains">
      <legend>{t('enrolment.hosting.domains')}</legend>
      {domains.length > 0 && (
        <ul className="ask-list">
          {domains.map(({ name, shared }, at) => (
            <li key={name}>
              <Icon of={Globe} />
              <span className="ask-list-name">{name}</span>
              <Checkbox
                label={t('enrolment.hosting.shared')}
                aria-label={t('enrolment.hosting.sharedOf', { domain: name })}
                checked={shared}
                onChange={(event) => {
                  const after = event.target.checked
                  onChange(domains.map((one, index) => (index === at ? { name, shared: after } : one)))
                }}
              />
              <IconButton
                icon={Trash2}
                size={32}
                label={t('enrolment.hosting.remove', { domain: name })}
                onClick={() => {
                  store(
                    domains.filter((_, index) => index !== at),
                    t('enrolment.hosting.removed', { domain: name }),
                  )
                  input.current?.focus()
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="ask-add">
        <Field
          ref={input}
          id={idOf('hosting.domains')}
          label={t('enrolment.hosting.domain')}
          labelHidden={domains.length > 0}
          value={typed}
          maxLength={254}
          inputMode="url"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          hint={t('enrolment.hosting.domainHint')}
          error={wrong ?? flaw('hosting.domains')}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(null)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
          onBlur={() => add()}
        />
        <Button
          size="form"
          icon={Plus}
          onClick={() => (add() ? input.current?.focus() : input.current?.focus())}
        >
          {t('enrolment.hosting.add')}
        </Button>
      </div>
      <p role="status" className="ui-hidden">
        {told}
      </p>
    </fieldset>
  )
}
