import type { CardAddress } from '@staffetta/contract'
import { Field } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { address } from './card-form.ts'
import { placeKinds, SeveralField } from './SeveralField.tsx'

interface Props {
  addresses: CardAddress[]
  onChange: (addresses: CardAddress[]) => void
}

const lines = [['street'], ['extended', 'poBox'], ['postalCode', 'locality'], ['region', 'country']] as const

export function AddressFields({ addresses, onChange }: Props) {
  const { t } = useI18n()
  return (
    <SeveralField
      title={t('contacts.fields.addresses')}
      one={t('contacts.fields.address')}
      add={t('contacts.form.add.address')}
      items={addresses}
      kinds={placeKinds}
      fresh={address}
      onChange={onChange}
    >
      {(item, change) => (
        <div className="form-address">
          {lines.map((line) => (
            <div key={line[0]} className="form-pair">
              {line.map((name) => (
                <Field
                  key={name}
                  label={t(`contacts.fields.${name}`)}
                  maxLength={1000}
                  value={item[name]}
                  onChange={({ target }) => change({ [name]: target.value })}
                />
              ))}
            </div>
          ))}
        </div>
      )}
    </SeveralField>
  )
}
