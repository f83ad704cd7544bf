import { askedEndpoints, type Dossier } from '@staffetta/contract'
import { Field, Select } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { idOf, useFlaw } from '../flaws.tsx'
import { Optional } from './BodyStep.tsx'

type Asked = Dossier['hosting']['endpoints']
type Kind = (typeof askedEndpoints)[number]

interface Props {
  endpoints: Asked
  onChange: (endpoints: Asked) => void
}

/** Servers of the body's own: where they are, never a password. */
export function Endpoints({ endpoints, onChange }: Props) {
  const { t } = useI18n()
  const flaw = useFlaw()
  const put = (kind: Kind, part: Partial<Asked[Kind]>) =>
    onChange({ ...endpoints, [kind]: { ...endpoints[kind], ...part } })
  return askedEndpoints.map((kind) => {
    const { host, port, tls } = endpoints[kind]
    const name = t(`enrolment.hosting.kinds.${kind}`)
    return (
      <fieldset key={kind} className="ask-endpoint">
        <legend>
          {name} {(kind === 'sieve' || kind === 'dav') && <Optional />}
        </legend>
        <div className="ask-row">
          <Field
            id={idOf(`hosting.endpoints.${kind}.host`)}
            label={t('enrolment.hosting.host')}
            value={host}
            maxLength={253}
            inputMode="url"
            spellCheck={false}
            autoCapitalize="none"
            error={flaw(`hosting.endpoints.${kind}.host`, name)}
            onChange={(event) => put(kind, { host: event.target.value.trim().toLowerCase() })}
          />
          <Field
            label={t('enrolment.hosting.port')}
            value={port === 0 ? '' : port}
            inputMode="numeric"
            maxLength={5}
            onChange={(event) =>
              put(kind, { port: Math.min(65_535, Number(event.target.value.replaceAll(/\D/g, ''))) })
            }
          />
          <Select
            label={t('enrolment.hosting.tls')}
            value={tls}
            options={(kind === 'dav' ? (['tls'] as const) : (['tls', 'starttls'] as const)).map((mode) => ({
              value: mode,
              label: t(`enrolment.hosting.tlsOf.${mode}`),
            }))}
            onChange={(event) => put(kind, { tls: event.target.value === 'starttls' ? 'starttls' : 'tls' })}
          />
        </div>
      </fieldset>
    )
  })
}
