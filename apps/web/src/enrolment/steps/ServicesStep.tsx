import './ServicesStep.css'
import type { Dossier } from '@staffetta/contract'
import { Checkbox, Icon } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { idOf, useFlaw } from '../flaws.tsx'
import { change } from '../request.ts'

const all = ['mail', 'calendar', 'contacts'] as const

/** What is asked for: what each is, what it costs, what it needs. */
export function ServicesStep({ dossier: { services } }: { dossier: Dossier }) {
  const { t } = useI18n()
  const error = useFlaw()('services')
  return (
    <fieldset className="ask-choices ask-services" aria-describedby={error && 'ask-services-below'}>
      <legend>{t('enrolment.services.legend')}</legend>
      {all.map((service, at) => (
        <Checkbox
          key={service}
          {...(at === 0 && { id: idOf('services') })}
          className="ask-choice"
          checked={services.includes(service)}
          label={<strong>{t(`enrolment.services.${service}.title`)}</strong>}
          hint={
            <span className="ask-service">
              <span>{t(`enrolment.services.${service}.text`)}</span>
              <span>{t(`enrolment.services.${service}.needs`)}</span>
              <span>{t('enrolment.services.free')}</span>
            </span>
          }
          onChange={(event) =>
            change({
              services: all.filter((one) =>
                one === service ? event.target.checked : services.includes(one),
              ),
            })
          }
        />
      ))}
      {error && (
        <p id="ask-services-below" className="ask-below" data-wrong>
          <Icon of={CircleAlert} size={16} />
          {error}
        </p>
      )}
    </fieldset>
  )
}
