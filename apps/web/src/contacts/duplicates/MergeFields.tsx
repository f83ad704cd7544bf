import type { CardDetail, CardRef, MergedField, MergePreview } from '@staffetta/contract'
import { Chip, Radio } from '@staffetta/ui'
import { useMemo } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { ContactFace } from '../ContactFace.tsx'
import { secondLine } from '../list/ContactRow.tsx'
import { rowOf } from '../state/contact.ts'
import type { Known } from '../state/use-contacts.ts'
import { type Chosen, chosenFor, type MergeRow, rowsOf } from './merge-form.ts'

interface Props {
  known: Known
  preview: MergePreview
  kept: CardRef
  chosen: Chosen
  onKept: (ref: CardRef) => void
  onChosen: (field: MergedField, whose: CardRef | 'both') => void
}

/** Field by field: what both say once, what one alone says on its side, and a choice where they differ. */
export function MergeFields({ known, preview, kept, chosen, onKept, onChosen }: Props) {
  const { t, locale } = useI18n()
  const { rows, alike } = useMemo(() => rowsOf(preview, locale), [preview, locale])
  const cards = [preview.kept, preview.gone] as const
  return (
    <div className="merge">
      <fieldset className="merge-row merge-heads">
        <legend>{t('contacts.merge.stays')}</legend>
        {cards.map((card) => (
          <Radio
            key={card.ref}
            name="merge-stays"
            className="merge-choice"
            label={<Head known={known} card={card} />}
            hint={t(card.ref === kept ? 'contacts.merge.willStay' : 'contacts.merge.willGo')}
            checked={card.ref === kept}
            onChange={() => onKept(card.ref)}
          />
        ))}
      </fieldset>
      {rows.map((row) => (
        <fieldset key={row.field} className="merge-row" data-kind={row.kind}>
          <legend>{t(`contacts.fields.${wordFor(row)}`)}</legend>
          {cards.map((card, at) =>
            row.kind === 'one' ? (
              <div key={card.ref} className="merge-one">
                {row.values[at]!.length > 0 && isThere(row, card) ? (
                  <>
                    <Values known={known} card={card} row={row} values={row.values[at]!} />
                    {card.ref !== kept && <span className="merge-added">{t('contacts.merge.added')}</span>}
                  </>
                ) : (
                  <span className="merge-nothing">{t('contacts.conflict.empty')}</span>
                )}
              </div>
            ) : (
              <Radio
                key={card.ref}
                name={`merge-${row.field}`}
                className="merge-choice"
                label={<Values known={known} card={card} row={row} values={row.values[at]!} />}
                checked={chosenFor(row, chosen, kept) === card.ref}
                onChange={() => onChosen(row.field, card.ref)}
              />
            ),
          )}
          {(row.kind === 'several' || row.kind === 'note') && (
            <Radio
              name={`merge-${row.field}`}
              className="merge-choice merge-both"
              label={t(row.kind === 'note' ? 'contacts.merge.bothNotes' : 'contacts.merge.all')}
              checked={chosenFor(row, chosen, kept) === 'both'}
              onChange={() => onChosen(row.field, 'both')}
            />
          )}
        </fieldset>
      ))}
      {alike.length > 0 && (
        <p className="merge-alike">
          {t('contacts.merge.alike', {
            fields: alike
              .map((field) => t(`contacts.fields.${field === 'fullName' ? 'name' : field}`))
              .join(', '),
          })}
        </p>
      )}
    </div>
  )
}

const wordFor = ({ field }: MergeRow) => (field === 'fullName' ? 'name' : field)

/** A picture has no words: which card has it is known by the card. */
const isThere = ({ field }: MergeRow, card: CardDetail): boolean => field !== 'photo' || card.photo !== null

function Head({ known, card }: { known: Known; card: CardDetail }) {
  const { t } = useI18n()
  const row = known.byRef.get(card.ref) ?? rowOf(card.fields, { ...card, photo: '' })
  const book = known.books.find(({ id }) => id === card.bookId)
  return (
    <span className="merge-head">
      <ContactFace contact={row} />
      <span>
        <strong>{card.fields.fullName || t('contacts.unnamed')}</strong>
        <span>{secondLine(row)}</span>
        {book && <Chip tone={`tag-${book.colour}`}>{book.name}</Chip>}
      </span>
    </span>
  )
}

interface ValuesProps {
  known: Known
  card: CardDetail
  row: MergeRow
  values: string[]
}

function Values({ known, card, row, values }: ValuesProps) {
  const { t } = useI18n()
  if (row.field === 'photo') {
    const contact = known.byRef.get(card.ref)
    const alt = t('contacts.photo.of', { name: card.fields.fullName })
    return contact ? <ContactFace contact={contact} size={96} alt={alt} /> : alt
  }
  return (
    <span className="merge-values">
      {values.map((value) => (
        <span key={value}>{value}</span>
      ))}
    </span>
  )
}
