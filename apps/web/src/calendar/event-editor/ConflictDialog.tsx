import { Button, Dialog, Radio } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { EventForm } from './event-form.ts'
import type { FormField } from './form-changes.ts'
import { valueText } from './value-text.ts'

interface Props {
  fields: FormField[]
  mine: EventForm
  theirs: EventForm
  /** The fields in which what is stored stays. */
  onSave: (keepTheirs: FormField[]) => void
  onClose: () => void
}

/** Somebody else changed the same: both values side by side, and a choice for each field. Nothing is lost by closing. */
export function ConflictDialog({ fields, mine, theirs, onSave, onClose }: Props) {
  const { t, formats } = useI18n()
  const [keepTheirs, setKeepTheirs] = useState<FormField[]>([])
  return (
    <Dialog
      title={t('event.conflict.title')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button size="form" autoFocus onClick={onClose}>
            {t('event.conflict.back')}
          </Button>
          <Button size="form" kind="primary" onClick={() => onSave(keepTheirs)}>
            {t('event.conflict.save')}
          </Button>
        </>
      }
    >
      <p>{t('event.conflict.text')}</p>
      {fields.map((field) => (
        <fieldset key={field} className="edit-conflict">
          <legend>{t(`event.fields.${field}`)}</legend>
          <Radio
            name={`event-conflict-${field}`}
            label={valueText(field, mine, t, formats)}
            hint={t('event.conflict.mine')}
            checked={!keepTheirs.includes(field)}
            onChange={() => setKeepTheirs(keepTheirs.filter((one) => one !== field))}
          />
          <Radio
            name={`event-conflict-${field}`}
            label={valueText(field, theirs, t, formats)}
            hint={t('event.conflict.theirs')}
            checked={keepTheirs.includes(field)}
            onChange={() => setKeepTheirs([...keepTheirs, field])}
          />
        </fieldset>
      ))}
    </Dialog>
  )
}
