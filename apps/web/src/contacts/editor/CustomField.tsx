import type { CardFields } from '@staffetta/contract'
import { Button, Field, IconButton } from '@staffetta/ui'
import { Plus, X } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'

interface Props {
  items: CardFields['custom']
  onChange: (items: CardFields['custom']) => void
}

/** What somebody wants to know of people that no field is for. */
export function CustomField({ items, onChange }: Props) {
  const { t } = useI18n()
  const shown = items.length === 0 ? [{ id: null, label: '', value: '' }] : items
  return (
    <fieldset className="several">
      <legend>{t('contacts.fields.customs')}</legend>
      {shown.map((item, at) => (
        <div key={item.id ?? `new ${at}`} className="several-row">
          <div className="several-kind">
            <Field
              label={t('contacts.form.customName')}
              maxLength={200}
              value={item.label}
              onChange={({ target }) => onChange(shown.with(at, { ...item, label: target.value }))}
            />
          </div>
          <div className="several-value">
            <Field
              label={t('contacts.form.customValue')}
              value={item.value}
              onChange={({ target }) => onChange(shown.with(at, { ...item, value: target.value }))}
            />
          </div>
          <IconButton
            icon={X}
            label={t('contacts.form.removeOne', { what: item.label || t('contacts.fields.custom') })}
            onClick={() => onChange(items.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button
        kind="text"
        icon={Plus}
        className="several-add"
        onClick={() => onChange([...shown, { id: null, label: '', value: '' }])}
      >
        {t('contacts.form.add.custom')}
      </Button>
    </fieldset>
  )
}
