import './Duplicates.css'
import type { Book, Duplicate } from '@staffetta/contract'
import { Button, Icon, IconButton, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, UsersRound, X } from 'lucide-react'
import { type Ref, useImperativeHandle, useRef, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { ContactFace } from '../ContactFace.tsx'
import type { RowsHandle } from '../list/ContactRows.tsx'
import { type Contact, nameOf } from '../state/contact.ts'
import { contactQueries } from '../state/queries.ts'
import type { Known } from '../state/use-contacts.ts'
import { evidenceWords } from './merge-form.ts'
import { mergeOf } from './pair-of.ts'

interface Props {
  handle: Ref<RowsHandle>
  known: Known
  /** Undefined: all one may write to. */
  book: Book | undefined
  open: string | undefined
  onOpen: (merge: string) => void
  onClose: () => void
}

const levels = ['certain', 'likely', 'possible'] as const

/** Who may be there twice, the surest first. */
export function DuplicatesPane({ handle, known, book, open, onOpen, onClose }: Props) {
  const { t } = useI18n()
  const { data, error, refetch } = useQuery({
    ...contactQueries.duplicates(book?.id ?? null),
    // While the first reading goes on there is more to find.
    refetchInterval: ({ state }) => (state.data?.more ? 3_000 : false),
  })
  const box = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(0)
  const pairs = (data?.duplicates ?? []).flatMap((duplicate) => {
    const people = duplicate.refs.map((ref) => known.byRef.get(ref))
    return people.every((one) => one !== undefined) ? [{ duplicate, people: people as Contact[] }] : []
  })
  const focus = (at: number) => {
    const to = Math.max(0, Math.min(pairs.length - 1, at))
    setCursor(to)
    const rows = box.current?.querySelectorAll<HTMLElement>('.duplicate')
    rows?.[to]?.focus()
  }
  useImperativeHandle(handle, () => ({ focus, at: () => cursor }))
  const onKeyDown = (event: React.KeyboardEvent) => {
    const ways: Record<string, number> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      Home: 0,
      End: pairs.length - 1,
    }
    const to = ways[event.key]
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    focus(to)
  }
  const tabbable = Math.min(cursor, pairs.length - 1)
  const title = t('contacts.duplicates.title')
  return (
    <section className="contact-list" aria-label={title}>
      <div className="contact-list-head">
        <h1>{title}</h1>
        <span>{book?.name ?? t('contacts.side.all')}</span>
        <IconButton icon={X} label={t('contacts.duplicates.leave')} onClick={onClose} />
      </div>
      {pairs.length > 0 ? (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- The keys of its rows, told in one place.
        <div ref={box} className="duplicate-rows" onKeyDown={onKeyDown}>
          {levels.map((level) => {
            const some = pairs.filter(({ duplicate }) => duplicate.level === level)
            if (some.length === 0) return null
            return (
              <section key={level} aria-label={t(`contacts.duplicates.levels.${level}`)}>
                <h2>{t(`contacts.duplicates.levels.${level}`)}</h2>
                <ul>
                  {some.map((pair) => {
                    const at = pairs.indexOf(pair)
                    const key = mergeOf(pair.duplicate.refs)
                    return (
                      <li key={key}>
                        <PairRow
                          {...pair}
                          known={known}
                          current={open === key}
                          tabbable={at === tabbable}
                          onFocus={() => setCursor(at)}
                          onOpen={() => onOpen(key)}
                        />
                      </li>
                    )
                  })}
                </ul>
              </section>
            )
          })}
          {data?.truncated && <p className="duplicate-more">{t('contacts.duplicates.truncated')}</p>}
        </div>
      ) : error ? (
        <div className="empty-state" role="alert">
          <span className="empty-disc">
            <Icon of={CircleAlert} size={28} />
          </span>
          <p>{sentenceOf(error, t)}</p>
          <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
        </div>
      ) : data === undefined || data.more || known.isPending ? (
        <div className="contact-waiting" aria-hidden="true">
          {['52%', '64%', '44%'].map((width) => (
            <div key={width}>
              <Skeleton width="36px" />
              <Skeleton width={width} />
            </div>
          ))}
        </div>
      ) : (
        <div className="empty-state">
          <span className="empty-disc">
            <Icon of={UsersRound} size={28} />
          </span>
          <h2>{t('contacts.duplicates.none')}</h2>
          <p>{t('contacts.duplicates.noneText')}</p>
          <Button onClick={onClose}>{t('contacts.duplicates.leave')}</Button>
        </div>
      )}
      <div className="ui-hidden" role="status">
        {data === undefined
          ? t('contacts.duplicates.looking')
          : t('contacts.duplicates.found', { count: pairs.length })}
      </div>
    </section>
  )
}

interface RowProps {
  duplicate: Duplicate
  people: Contact[]
  known: Known
  current: boolean
  tabbable: boolean
  onFocus: () => void
  onOpen: () => void
}

function PairRow({ duplicate, people, known, current, tabbable, onFocus, onOpen }: RowProps) {
  const { t } = useI18n()
  const names = [...new Set(people.map((one) => nameOf(one) || t('contacts.unnamed')))]
  const books = [
    ...new Set(people.map(({ bookId }) => known.books.find(({ id }) => id === bookId)?.name ?? '')),
  ]
  return (
    <button
      type="button"
      className="duplicate"
      tabIndex={tabbable ? 0 : -1}
      aria-current={current ? 'true' : undefined}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span className="duplicate-faces">
        {people.map((one) => (
          <ContactFace key={one.ref} contact={one} />
        ))}
      </span>
      <span className="contact-words">
        <strong>{names.join(' · ')}</strong>
        <span>{evidenceWords(duplicate.evidence, t)}</span>
        {books.length > 1 && <span>{books.join(' · ')}</span>}
      </span>
    </button>
  )
}
