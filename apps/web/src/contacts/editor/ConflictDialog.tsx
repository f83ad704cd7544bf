import type { CardChange, CardFields } from '@staffetta/contract'
import { Button, Dialog, Radio } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { valuesOf } from '../card/values.ts'
import type { FieldName } from './card-form.ts'

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
    valuesOf(field, all, locale).join(', ') || t('contacts.conflict.empty')
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
