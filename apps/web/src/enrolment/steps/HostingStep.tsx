import './HostingStep.css'
import type { Dossier } from '@staffetta/contract'
import { Field, Radio, Select } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { change } from '../request.ts'
import { Optional } from './BodyStep.tsx'
import { Domains } from './Domains.tsx'
import { Endpoints } from './Endpoints.tsx'

const webmails = ['', 'horde', 'roundcube', 'zimbra', 'other', 'none'] as const

/** Which addresses there are, and where their mail is. */
export function HostingStep({ dossier: { hosting } }: { dossier: Dossier }) {
  const { t } = useI18n()
  const put = (part: Partial<Dossier['hosting']>) => change({ hosting: { ...hosting, ...part } })
  const count = (name: 'mailboxes' | 'gigabytes') => ({
    label: t(`enrolment.hosting.${name}`),
    value: hosting[name] ?? '',
    inputMode: 'numeric' as const,
    maxLength: 6,
    aside: <Optional />,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const digits = event.target.value.replaceAll(/\D/g, '').slice(0, 6)
      put({ [name]: digits === '' ? null : Number(digits) })
    },
  })
  return (
    <>
      <Domains domains={hosting.domains} onChange={(domains) => put({ domains })} />
      <fieldset className="ask-choices">
        <legend>{t('enrolment.hosting.where')}</legend>
        {(['provider', 'own'] as const).map((where) => (
          <Radio
            key={where}
            className="ask-choice"
            name="where"
            label={<strong>{t(`enrolment.hosting.${where}`)}</strong>}
            hint={t(`enrolment.hosting.${where}Hint`)}
            checked={hosting.where === where}
            onChange={() => put({ where })}
          />
        ))}
      </fieldset>
      {hosting.where === 'own' && (
        <Endpoints endpoints={hosting.endpoints} onChange={(endpoints) => put({ endpoints })} />
      )}
      <div className="ask-row">
        <Field {...count('mailboxes')} />
        <Field {...count('gigabytes')} end={<span className="ask-unit">{t('enrolment.hosting.gb')}</span>} />
        <Select
          label={t('enrolment.hosting.webmail')}
          aside={<Optional />}
          value={hosting.webmail}
          options={webmails.map((one) => ({
            value: one,
            label: t(`enrolment.hosting.webmails.${one === '' ? 'choose' : one}`),
          }))}
          onChange={(event) => put({ webmail: webmails.find((one) => one === event.target.value) ?? '' })}
        />
      </div>
      <p className="ask-note">{t('enrolment.hosting.webmailHint')}</p>
    </>
  )
}
