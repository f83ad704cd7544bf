import '../../calendar/event-editor/EventForm.css'
import type { CardFields } from '@staffetta/contract'
import { Field, IconButton, Select, TextArea } from '@staffetta/ui'
import { Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { CategoriesField } from '../../calendar/fields/CategoriesField.tsx'
import { AddressFields } from './AddressFields.tsx'
import { messenger, type Offered, point, withName } from './card-form.ts'
import { CustomField } from './CustomField.tsx'
import { DateParts } from './DateParts.tsx'
import { phoneKinds, placeKinds, SeveralField } from './SeveralField.tsx'

interface Props {
  fields: CardFields
  /** Which of the offered parts are there. */
  parts: readonly Offered[]
  isNew: boolean
  onChange: (fields: CardFields) => void
}

type Text = 'fullName' | 'nickname' | 'organisation' | 'title' | 'role' | 'manager' | 'assistant' | 'timeZone'

export function CardFormFields({ fields, parts, isNew, onChange }: Props) {
  const { t } = useI18n()
  const set = (part: Partial<CardFields>) => onChange({ ...fields, ...part })
  const text = (name: Text) => (
    <Field
      label={t(`contacts.fields.${name}`)}
      maxLength={1000}
      value={fields[name]}
      onChange={({ target }) => set({ [name]: target.value })}
    />
  )
  const namePart = (name: keyof CardFields['name'], first = false) => (
    <Field
      label={t(`contacts.fields.${name}`)}
      maxLength={1000}
      autoFocus={first}
      value={fields.name[name]}
      onChange={({ target }) => onChange(withName(fields, { [name]: target.value }))}
    />
  )
  const part = (name: Offered, children: ReactNode) =>
    parts.includes(name) && (
      <div key={name} className="form-part" data-part={name}>
        {children}
      </div>
    )
  const person = fields.kind === 'individual'
  return (
    <>
      {isNew && (
        <Select
          label={t('contacts.form.kind')}
          value={fields.kind}
          options={(['individual', 'organisation'] as const).map((value) => ({
            value,
            label: t(`contacts.kinds.${value}`),
          }))}
          onChange={({ target }) =>
            set({ kind: target.value === 'organisation' ? 'organisation' : 'individual' })
          }
        />
      )}
      {person ? (
        <div className="form-pair">
          {namePart('given', true)}
          {namePart('family')}
        </div>
      ) : (
        text('fullName')
      )}
      {part(
        'wholeName',
        <div className="form-three">
          {namePart('prefix')}
          {namePart('additional')}
          {namePart('suffix')}
        </div>,
      )}
      {person && part('fullName', text('fullName'))}
      {part('nickname', text('nickname'))}
      {part(
        'phonetic',
        <div className="form-pair">
          {(['given', 'family'] as const).map((name) => (
            <Field
              key={name}
              label={t(`contacts.fields.phonetic_${name}`)}
              maxLength={1000}
              value={fields.phonetic[name]}
              onChange={({ target }) => set({ phonetic: { ...fields.phonetic, [name]: target.value } })}
            />
          ))}
        </div>,
      )}
      <div className="form-pair">
        {text('title')}
        {person && text('organisation')}
      </div>
      <Units units={fields.units} onChange={(units) => set({ units })} />
      {part('role', text('role'))}
      {part(
        'people',
        <div className="form-pair">
          {text('manager')}
          {text('assistant')}
        </div>,
      )}
      <SeveralField
        title={t('contacts.fields.emails')}
        one={t('contacts.fields.email')}
        add={t('contacts.form.add.email')}
        items={fields.emails}
        kinds={placeKinds}
        fresh={() => point('work')}
        onChange={(emails) => set({ emails })}
      >
        {(item, change, label) => (
          <Field
            label={label}
            labelHidden
            type="email"
            maxLength={1000}
            autoComplete="off"
            spellCheck={false}
            value={item.value}
            onChange={({ target }) => change({ value: target.value })}
          />
        )}
      </SeveralField>
      <SeveralField
        title={t('contacts.fields.phones')}
        one={t('contacts.fields.phone')}
        add={t('contacts.form.add.phone')}
        items={fields.phones}
        kinds={phoneKinds}
        fresh={() => point('work')}
        onChange={(phones) => set({ phones })}
      >
        {(item, change, label) => (
          <Field
            label={label}
            labelHidden
            type="tel"
            maxLength={1000}
            autoComplete="off"
            value={item.value}
            onChange={({ target }) => change({ value: target.value })}
          />
        )}
      </SeveralField>
      {part(
        'addresses',
        <AddressFields addresses={fields.addresses} onChange={(addresses) => set({ addresses })} />,
      )}
      {part(
        'urls',
        <SeveralField
          title={t('contacts.fields.urls')}
          one={t('contacts.fields.url')}
          add={t('contacts.form.add.url')}
          items={fields.urls}
          kinds={placeKinds}
          fresh={() => point('work')}
          onChange={(urls) => set({ urls })}
        >
          {(item, change, label) => (
            <Field
              label={label}
              labelHidden
              type="url"
              maxLength={1000}
              value={item.value}
              onChange={({ target }) => change({ value: target.value })}
            />
          )}
        </SeveralField>,
      )}
      {part(
        'messengers',
        <SeveralField
          title={t('contacts.fields.messengers')}
          one={t('contacts.fields.messenger')}
          add={t('contacts.form.add.messenger')}
          items={fields.messengers}
          kinds={placeKinds}
          fresh={messenger}
          onChange={(messengers) => set({ messengers })}
        >
          {(item, change, label) => (
            <div className="form-pair">
              <Field
                label={label}
                labelHidden
                maxLength={1000}
                value={item.value}
                onChange={({ target }) => change({ value: target.value })}
              />
              <Field
                label={t('contacts.form.service')}
                labelHidden
                placeholder={t('contacts.form.service')}
                maxLength={60}
                value={item.service}
                onChange={({ target }) => change({ service: target.value })}
              />
            </div>
          )}
        </SeveralField>,
      )}
      {(['birthday', 'anniversary'] as const).map((name) =>
        part(
          name,
          <DateParts
            title={t(`contacts.fields.${name}`)}
            date={fields[name]}
            onChange={(date) => set({ [name]: date })}
          />,
        ),
      )}
      {part('timeZone', text('timeZone'))}
      {part('custom', <CustomField items={fields.custom} onChange={(custom) => set({ custom })} />)}
      <CategoriesField
        title={t('contacts.fields.categories')}
        categories={fields.categories}
        onChange={(categories) => set({ categories })}
      />
      <TextArea
        label={t('contacts.fields.note')}
        rows={4}
        value={fields.note}
        onChange={({ target }) => set({ note: target.value })}
      />
    </>
  )
}

/** The greater part of the organisation first, then what is within it. */
function Units({ units, onChange }: { units: string[]; onChange: (units: string[]) => void }) {
  const { t } = useI18n()
  const shown = units.length === 0 ? [''] : units
  return (
    <div className="form-units">
      {shown.map((unit, at) => (
        <Field
          key={at}
          label={shown.length > 1 ? t('contacts.form.unit', { number: at + 1 }) : t('contacts.fields.office')}
          maxLength={1000}
          value={unit}
          onChange={({ target }) => onChange(shown.with(at, target.value))}
          end={
            at === shown.length - 1 ? (
              <IconButton
                icon={Plus}
                size={40}
                label={t('contacts.form.add.unit')}
                onClick={() => onChange([...shown, ''])}
              />
            ) : (
              <IconButton
                icon={X}
                size={40}
                label={t('contacts.form.removeOne', { what: unit })}
                onClick={() => onChange(shown.toSpliced(at, 1))}
              />
            )
          }
        />
      ))}
    </div>
  )
}
