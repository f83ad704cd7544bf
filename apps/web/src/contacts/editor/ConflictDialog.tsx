import type { CardChange, CardFields } from '@staffetta/contract'
import { Button, Dialog, Radio } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { dateText } from '../card/words.ts'
import { addressText, type FieldName } from './card-form.ts'

interface Props {
  fields: FieldName[]
  mine: CardChange
  theirs: CardFields
  /** The fields in which what is stored stays. */
  onSave: (keepTheirs: FieldName[]) => void
  onClose: () => void
}

/** Somebody else changed the same: both values side by side, and a choice for each field. Nothing is lost by closing. */
export function ConflictDialog({ fields, mine, theirs, onSave, onClose }: Props) {
  const { t, locale } = useI18n()
  const [keepTheirs, setKeepTheirs] = useState<FieldName[]>([])
  const words = (field: FieldName, all: CardChange) =>
    valueText(field, all, locale) || t('contacts.conflict.empty')
  return (
    <Dialog
      title={t('contacts.conflict.title')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button size="form" autoFocus onClick={onClose}>
            {t('contacts.conflict.back')}
          </Button>
          <Button size="form" kind="primary" onClick={() => onSave(keepTheirs)}>
            {t('contacts.conflict.save')}
          </Button>
        </>
      }
    >
      <p>{t('contacts.conflict.text')}</p>
      {fields.map((field) => (
        <fieldset key={field} className="person-conflict">
          <legend>{t(`contacts.fields.${field}`)}</legend>
          <Radio
            name={`card-conflict-${field}`}
            label={words(field, mine)}
            hint={t('contacts.conflict.mine')}
            checked={!keepTheirs.includes(field)}
            onChange={() => setKeepTheirs(keepTheirs.filter((one) => one !== field))}
          />
          <Radio
            name={`card-conflict-${field}`}
            label={words(field, theirs)}
            hint={t('contacts.conflict.theirs')}
            checked={keepTheirs.includes(field)}
            onChange={() => setKeepTheirs([...keepTheirs, field])}
          />
        </fieldset>
      ))}
    </Dialog>
  )
}

/** What stands in a field, in one line. */
function valueText(field: FieldName, all: CardChange, locale: string): string {
  switch (field) {
    case 'name':
      return Object.values(all.name ?? {})
        .filter(Boolean)
        .join(' ')
    case 'phonetic':
      return Object.values(all.phonetic ?? {})
        .filter(Boolean)
        .join(' ')
    case 'emails':
    case 'phones':
    case 'urls':
    case 'messengers':
      return (all[field] ?? []).map(({ value }) => value).join(', ')
    case 'addresses':
      return (all.addresses ?? []).map(addressText).join('; ')
    case 'custom':
      return (all.custom ?? [])
        .map(({ label, value }) => [label, value].filter(Boolean).join(': '))
        .join(', ')
    case 'birthday':
    case 'anniversary':
      return all[field] ? dateText(all[field], locale) : ''
    case 'units':
    case 'categories':
    case 'members':
      return (all[field] ?? []).join(', ')
    default:
      return all[field] ?? ''
  }
}
