import './PeopleStep.css'
import { contactRoles, type Contact, type ContactRole, type Dossier } from '@staffetta/contract'
import { Button, Field } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { idOf, useFlaw } from '../flaws.tsx'
import { change } from '../request.ts'
import { Optional } from './BodyStep.tsx'

/** Who answers for what; one person may be several. */
export function PeopleStep({ dossier: { people } }: { dossier: Dossier }) {
  const put = (role: ContactRole, part: Partial<Contact>) =>
    change({ people: { ...people, [role]: { ...people[role], ...part } } })
  const { requester } = people
  return contactRoles.map((role) => (
    <ContactFields
      key={role}
      role={role}
      contact={people[role]}
      onChange={(part) => put(role, part)}
      {...(role !== 'requester' && requester.name !== '' && { onSame: () => put(role, requester) })}
    />
  ))
}

interface Props {
  role: ContactRole
  contact: Contact
  onChange: (part: Partial<Contact>) => void
  onSame?: () => void
}

function ContactFields({ role, contact, onChange, onSame }: Props) {
  const { t } = useI18n()
  const flaw = useFlaw()
  const title = t(`enrolment.people.roles.${role}`)
  const at = `people.${role}`
  const own = role === 'requester'
  const field = (name: 'name' | 'email' | 'phone') => ({
    id: idOf(`${at}.${name}`),
    label: t(`enrolment.people.${name}`),
    value: contact[name],
    error: flaw(`${at}.${name}`, t(`enrolment.people.${name}`)),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ [name]: event.target.value }),
  })
  return (
    <fieldset className="ask-person">
      <legend>
        {title} {role === 'support' && <Optional />}
      </legend>
      <div className="ask-person-head">
        <p>{t(`enrolment.people.hints.${role}`)}</p>
        {onSame && (
          <Button
            kind="text"
            size="dense"
            aria-label={t('enrolment.people.sameAs', { role: title })}
            onClick={onSame}
          >
            {t('enrolment.people.same')}
          </Button>
        )}
      </div>
      <div className="ask-row">
        <Field {...field('name')} maxLength={120} autoComplete={own ? 'name' : 'off'} />
        <Field
          {...field('email')}
          type="email"
          inputMode="email"
          maxLength={254}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete={own ? 'email' : 'off'}
        />
        <Field
          {...field('phone')}
          type="tel"
          maxLength={40}
          autoComplete={own ? 'tel' : 'off'}
          aside={<Optional />}
        />
      </div>
    </fieldset>
  )
}
