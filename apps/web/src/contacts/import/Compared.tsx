import type { BookId } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { Radio } from '@staffetta/ui'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { contactQueries } from '../state/queries.ts'
import { changedWord } from './field-words.ts'

export type Mode = 'skip' | 'update' | 'all'

interface Props {
  importId: string
  bookId: BookId
  mode: Mode
  onMode: (mode: Mode) => void
}

/** What the book has of the file already, and what is to become of it. */
export function Compared({ importId, bookId, mode, onMode }: Props) {
  const { t } = useI18n()
  const { data, error } = useQuery(contactQueries.comparison(importId, bookId))
  if (error) return <p role="alert">{sentenceOf(error, t)}</p>
  if (!data) return <p role="status">{t('contactsImport.comparing')}</p>
  return (
    <>
      <div role="status">
        <ul className="import-compared">
          {(['fresh', 'same', 'changed', 'repeated'] as const)
            .filter((one) => data[one] > 0)
            .map((one) => (
              <li key={one}>{t(`contactsImport.${one}`, { count: data[one] })}</li>
            ))}
        </ul>
      </div>
      {data.changes.length > 0 && (
        <details className="import-changes">
          <summary>{t('contactsImport.changes')}</summary>
          <ul>
            {data.changes.map(({ name, fields }, row) => (
              <li key={row}>
                <strong>{name || t('contacts.unnamed')}</strong>{' '}
                {fields.map((field) => changedWord(field, t)).join(', ')}
              </li>
            ))}
          </ul>
        </details>
      )}
      {data.same + data.changed + data.repeated > 0 && (
        <fieldset className="import-mode">
          <legend>{t('contactsImport.mode.name')}</legend>
          {(['skip', 'update', 'all'] as const)
            .filter((one) => one !== 'update' || data.changed > 0)
            .map((one) => (
              <Radio
                key={one}
                name="mode"
                label={t(`contactsImport.mode.${one}`)}
                hint={one === 'all' ? t('contactsImport.mode.allHint') : undefined}
                checked={mode === one}
                onChange={() => onMode(one)}
              />
            ))}
        </fieldset>
      )}
    </>
  )
}
