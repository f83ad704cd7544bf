import type { Dossier, PublicBody } from '@staffetta/contract'
import { Field, Select } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { idOf, useFlaw } from '../flaws.tsx'
import { change } from '../request.ts'
import { BodyField } from './BodyField.tsx'

const kinds = ['municipality', 'union', 'province', 'other'] as const

/** Which body: found in the public register, or written by hand. */
export function BodyStep({ dossier: { body } }: { dossier: Dossier }) {
  const { t } = useI18n()
  const flaw = useFlaw()
  const put = (part: Partial<Dossier['body']>) => change({ body: { ...body, ...part } })
  const field = (name: 'ipaCode' | 'taxCode' | 'pec' | 'address') => {
    const label = t(`enrolment.body.${name}`)
    return {
      id: idOf(`body.${name}`),
      label,
      value: body[name],
      error: flaw(`body.${name}`, label),
      onChange: (event: React.ChangeEvent<HTMLInputElement>) => put({ [name]: event.target.value }),
    }
  }
  const choose = ({ name, code, kind, taxCode, pec, address }: PublicBody) =>
    put({
      name,
      ipaCode: code,
      kind,
      // What the register does not say stays as somebody wrote it, of the same body.
      taxCode: taxCode || (code === body.ipaCode ? body.taxCode : ''),
      pec: pec || (code === body.ipaCode ? body.pec : ''),
      address: address || (code === body.ipaCode ? body.address : ''),
    })
  return (
    <>
      <BodyField
        value={body.name}
        error={flaw('body.name', t('enrolment.body.name'))}
        onType={(name) => put({ name })}
        onChoose={choose}
      />
      <div className="ask-row">
        <Field {...field('ipaCode')} maxLength={60} spellCheck={false} autoCapitalize="none" />
        <Select
          label={t('enrolment.body.kind')}
          value={body.kind}
          options={kinds.map((kind) => ({ value: kind, label: t(`enrolment.body.kinds.${kind}`) }))}
          onChange={(event) => put({ kind: kinds.find((kind) => kind === event.target.value) ?? 'other' })}
        />
        <Field
          {...field('taxCode')}
          inputMode="numeric"
          maxLength={16}
          hint={t('enrolment.body.taxCodeHint')}
        />
      </div>
      <Field
        {...field('pec')}
        type="email"
        inputMode="email"
        maxLength={254}
        spellCheck={false}
        autoCapitalize="none"
      />
      <Field {...field('address')} maxLength={300} autoComplete="street-address" aside={<Optional />} />
    </>
  )
}

export function Optional() {
  const { t } = useI18n()
  return <span className="ask-optional">{t('enrolment.optional')}</span>
}
