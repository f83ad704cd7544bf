import { Field, Select } from '@staffetta/ui'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { CategoriesField } from '../fields/CategoriesField.tsx'
import type { EventForm } from './event-form.ts'

interface Props {
  form: EventForm
  onChange: (change: Partial<EventForm>) => void
}

const statuses = ['confirmed', 'tentative', 'cancelled'] as const

/** What few events need: open where something of it is set. */
export function MoreFields({ form, onChange }: Props) {
  const { t } = useI18n()
  const [open, setOpen] = useState(
    form.url !== '' || form.categories.length > 0 || form.status !== 'confirmed' || form.transparent,
  )
  return (
    <details className="edit-more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('event.more')}</summary>
      <div className="edit-form-part">
        <Field
          label={t('event.fields.url')}
          type="url"
          inputMode="url"
          maxLength={2000}
          autoComplete="off"
          value={form.url}
          placeholder="https://"
          onChange={({ target }) => onChange({ url: target.value })}
        />
        <CategoriesField categories={form.categories} onChange={(categories) => onChange({ categories })} />
        <div className="edit-pair">
          <Select
            label={t('event.fields.transparent')}
            value={form.transparent ? 'free' : 'busy'}
            options={(['busy', 'free'] as const).map((value) => ({
              value,
              label: t(`event.transparent.${value}`),
            }))}
            onChange={({ target }) => onChange({ transparent: target.value === 'free' })}
          />
          <Select
            label={t('event.fields.status')}
            value={form.status}
            options={statuses.map((value) => ({ value, label: t(`event.status.${value}`) }))}
            onChange={({ target }) => {
              const status = statuses.find((one) => one === target.value)
              if (status) onChange({ status })
            }}
          />
        </div>
      </div>
    </details>
  )
}
