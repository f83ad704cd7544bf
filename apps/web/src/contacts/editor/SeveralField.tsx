import type { CardPoint } from '@staffetta/contract'
import { Button, Field, IconButton, Select } from '@staffetta/ui'
import { Plus, Star, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useI18n } from '../../app/i18n.tsx'

type Several = Pick<CardPoint, 'id' | 'place' | 'label' | 'preferred'> & { device?: CardPoint['device'] }

/** Where it is, and which device: as the choice names it. */
type Kind = `${'work' | 'home' | ''}/${NonNullable<CardPoint['device']> | ''}`

interface Props<Item extends Several> {
  title: string
  /** What one of them is called. */
  one: string
  add: string
  items: Item[]
  kinds: readonly Kind[]
  fresh: () => Item
  onChange: (items: Item[]) => void
  children: (item: Item, change: (part: Partial<Item>) => void, label: string) => ReactNode
}

export const placeKinds: readonly Kind[] = ['work/', 'home/', '/']
export const phoneKinds: readonly Kind[] = [
  'work/',
  '/cell',
  'work/cell',
  'home/',
  'work/fax',
  'home/fax',
  '/pager',
  '/video',
  '/',
]

/** Several values of one kind: what each is, a name of one's own for it, and which one is meant where only one is asked for. */
export function SeveralField<Item extends Several>(props: Props<Item>) {
  const { title, one, add, items, kinds, fresh, onChange, children } = props
  const { t } = useI18n()
  const box = useRef<HTMLFieldSetElement>(null)
  const change = (at: number, part: Partial<Item>) => onChange(items.with(at, { ...items[at]!, ...part }))
  const word = (kind: Kind) => {
    const [place, device] = kind.split('/') as ['work' | 'home' | '', NonNullable<CardPoint['device']> | '']
    const words = [device && t(`contacts.devices.${device}`), place && t(`contacts.places.${place}`)].filter(
      Boolean,
    )
    return words.length === 2
      ? t('contacts.devices.at', { device: words[0]!, place: words[1]!.toLowerCase() })
      : (words[0] ?? t('contacts.places.other'))
  }
  const named = 'named'
  return (
    <fieldset ref={box} className="several">
      <legend>{title}</legend>
      {items.map((item, at) => {
        const kind: Kind = `${item.place ?? ''}/${item.device ?? ''}`
        const all = kinds.includes(kind) ? kinds : [...kinds, kind]
        const number = items.length > 1 ? `${one} ${at + 1}` : one
        return (
          <div key={item.id ?? `new ${at}`} className="several-row">
            <div className="several-kind">
              <Select
                label={t('contacts.form.kindOf', { what: number })}
                labelHidden
                value={item.label === '' ? kind : named}
                options={[
                  ...all.map((value) => ({ value: value as string, label: word(value) })),
                  { value: named, label: t('contacts.form.ownLabel') },
                ]}
                onChange={({ target }) => {
                  if (target.value === named)
                    return change(at, { label: t('contacts.form.ownLabelFirst') } as Partial<Item>)
                  const [place, device] = target.value.split('/')
                  change(at, {
                    label: '',
                    place: place || null,
                    ...('device' in item && { device: device || null }),
                  } as Partial<Item>)
                }}
              />
              {item.label !== '' && (
                <Field
                  label={t('contacts.form.labelOf', { what: number })}
                  labelHidden
                  maxLength={200}
                  value={item.label}
                  onChange={({ target }) => change(at, { label: target.value } as Partial<Item>)}
                />
              )}
            </div>
            <div className="several-value">{children(item, (part) => change(at, part), number)}</div>
            {items.length > 1 && (
              <IconButton
                icon={Star}
                filled={item.preferred}
                label={t('contacts.form.preferred', { what: number })}
                aria-pressed={item.preferred}
                onClick={() =>
                  onChange(
                    items.map((other, index) => ({ ...other, preferred: index === at && !item.preferred })),
                  )
                }
              />
            )}
            <IconButton
              icon={X}
              label={t('contacts.form.removeOne', { what: number })}
              onClick={() => {
                onChange(items.toSpliced(at, 1))
                box.current?.querySelector<HTMLElement>('.several-add')?.focus()
              }}
            />
          </div>
        )
      })}
      <Button
        kind="text"
        icon={Plus}
        className="several-add"
        onClick={() => {
          onChange([...items, fresh()])
          requestAnimationFrame(() =>
            [...(box.current?.querySelectorAll('.several-value') ?? [])]
              .at(-1)
              ?.querySelector('input')
              ?.focus(),
          )
        }}
      >
        {add}
      </Button>
    </fieldset>
  )
}
