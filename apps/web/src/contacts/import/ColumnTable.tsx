import type { ContactsImport, ImportColumnTarget } from '@staffetta/contract'
import { Notice, Select } from '@staffetta/ui'
import { Columns3 } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { fieldWord, offeredFields, valueOf } from './field-words.ts'

interface Props {
  columns: ContactsImport['columns']
  onChange: (columns: ImportColumnTarget[]) => void
}

/** Where each column of a table goes; empty ones go nowhere, and are not listed. */
export function ColumnTable({ columns, onChange }: Props) {
  const { t } = useI18n()
  const undecided = columns.filter(({ target }) => target.kind === 'undecided').length
  const isKnown = columns.some(({ suggested }) => suggested.kind === 'field')
  const brought = columns.flatMap(({ suggested, target }) =>
    [suggested, target].flatMap(({ kind, name }) => (kind === 'field' ? [name] : [])),
  )
  const fields = [...new Set([...offeredFields, ...brought])]
  const nameOf = (at: number) => columns[at]!.name || t('contactsImport.column', { n: at + 1 })
  const choose = (at: number, value: string) => {
    const [kind = '', field = ''] = value.split(' ')
    const chosen: ImportColumnTarget =
      kind === 'field'
        ? { kind, name: field }
        : kind === 'custom'
          ? { kind, name: nameOf(at).slice(0, 200) }
          : { kind: 'leave-out', name: '' }
    onChange(
      columns.map(({ target }, other) => {
        if (other === at) return chosen
        // Of what there is one alone, the last choice holds.
        const isTaken = chosen.kind === 'field' && target.kind === 'field' && target.name === chosen.name
        return isTaken ? { kind: 'undecided', name: '' } : target
      }),
    )
  }
  return (
    <section>
      <h3 id="import-columns">{t('contactsImport.columns')}</h3>
      {undecided > 0 && (
        <Notice tone="info" icon={Columns3}>
          {isKnown ? t('contactsImport.undecided', { count: undecided }) : t('contactsImport.unknown')}
        </Notice>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a list that scrolls is reached by the keys */}
      <ul className="import-columns" aria-labelledby="import-columns" tabIndex={0}>
        {columns.map(({ samples, target }, at) =>
          samples.length === 0 ? null : (
            <li key={at}>
              <span>
                <strong>{nameOf(at)}</strong>
                <small>{t('contactsImport.values', { values: samples.join(' · ') })}</small>
              </span>
              <Select
                dense
                labelHidden
                label={t('contactsImport.into', { name: nameOf(at) })}
                value={valueOf(target)}
                options={[
                  ...(target.kind === 'undecided'
                    ? [{ value: 'undecided', label: t('contactsImport.choosePlace') }]
                    : []),
                  { value: 'leave-out', label: t('contactsImport.leaveOut') },
                  ...fields.map((field) => ({ value: `field ${field}`, label: fieldWord(field, t) })),
                  { value: 'custom', label: t('contactsImport.custom') },
                ]}
                onChange={(event) => choose(at, event.target.value)}
              />
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
