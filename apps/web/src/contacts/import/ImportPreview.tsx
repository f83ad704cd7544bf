import './contacts-import.css'
import type { BookId, ContactsImport, ImportColumnTarget } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Dialog, Select } from '@staffetta/ui'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { useAttempt } from '../../app/use-attempt.ts'
import { contactQueries } from '../state/queries.ts'
import { ColumnTable } from './ColumnTable.tsx'
import { Compared, type Mode } from './Compared.tsx'
import { importsChanged } from './import-actions.ts'
import { ProblemList } from './ProblemList.tsx'

interface Props {
  found: ContactsImport
  bookId: BookId | undefined
  onClose: () => void
}

const encodings = {
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
} as const

/** Who is in the file, what of it is there already, and where it goes. */
export function ImportPreview({ found, bookId, onClose }: Props) {
  const { t } = useI18n()
  const books = useQuery(contactQueries.books()).data?.books.filter(({ can }) => can.write) ?? []
  const [chosen, setInto] = useState(bookId)
  const into = books.some(({ id }) => id === chosen)
    ? chosen
    : (books.find(({ isDefault }) => isDefault) ?? books[0])?.id
  const [mode, setMode] = useState<Mode>('skip')
  const { busy, wrong, attempt } = useAttempt()
  const reading = useAttempt()
  const asChosen = useRef<Promise<boolean>>(Promise.resolve(true))
  const { id: importId, encoding } = found
  const total = found.people + found.groups

  const changeColumns = (columns: ImportColumnTarget[]) => {
    const { queryKey } = contactQueries.imports()
    const put = (next: (before: ContactsImport) => ContactsImport) =>
      queryClient.setQueryData(queryKey, (before) => ({
        imports: (before?.imports ?? []).map((one) => (one.id === importId ? next(one) : one)),
      }))
    const before = found
    // At once; what the file says then follows.
    put((one) => ({
      ...one,
      columns: one.columns.map((column, at) => ({ ...column, target: columns[at]! })),
    }))
    // One after the other: the last choice is the one that holds.
    const read = asChosen.current.then(() => api.contacts.changeImportColumns({ importId, columns }))
    asChosen.current = read.then(
      () => true,
      () => false,
    )
    void reading.attempt(async () => {
      try {
        const as = await read
        put(() => as)
      } catch (error) {
        put(() => before)
        throw error
      }
      if (into !== undefined)
        await queryClient.invalidateQueries({ queryKey: contactQueries.comparison(importId, into).queryKey })
    })
  }
  const start = (book: BookId) =>
    attempt(async () => {
      // A choice that could not be kept is said above: the file is not imported as it was not chosen.
      if (!(await asChosen.current)) return
      await api.contacts.startImport({ importId, bookId: book, mode })
      await importsChanged()
    })

  return (
    <Dialog
      title={t('contactsImport.title')}
      icon={FileUp}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={total === 0 || into === undefined}
            onClick={() => into !== undefined && void start(into)}
          >
            {t('contactsImport.start')}
          </Button>
        </>
      }
    >
      <div className="import">
        <p className="import-file">
          <strong>{found.fileName}</strong>
          <span role="status">
            {t(`contactsImport.format.${found.format}`)}: {countsOf(found, t)}
          </span>
          {encoding !== 'utf-8' && <span>{t('contactsImport.encoding', { name: encodings[encoding] })}</span>}
        </p>
        {found.format === 'csv' && <ColumnTable columns={found.columns} onChange={changeColumns} />}
        {reading.wrong !== null && <p role="alert">{reading.wrong}</p>}
        <Sample found={found} />
        <ProblemList found={found} />
        {total > 0 &&
          (into === undefined ? (
            <p role="alert">{t('contactsImport.noBook')}</p>
          ) : (
            <>
              <Select
                label={t('contactsImport.book')}
                value={into}
                options={books.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(event) => setInto(event.target.value)}
              />
              <Compared importId={importId} bookId={into} mode={mode} onMode={setMode} />
            </>
          ))}
        {wrong !== null && <p role="alert">{wrong}</p>}
      </div>
    </Dialog>
  )
}

function countsOf({ people, groups }: ContactsImport, t: ReturnType<typeof useI18n>['t']): string {
  if (people + groups === 0) return t('contactsImport.nothing')
  const counts = [
    ...(people > 0 ? [t('contactsImport.people', { count: people })] : []),
    ...(groups > 0 ? [t('contactsImport.groups', { count: groups })] : []),
  ]
  return counts.length === 2 ? t('contactsImport.and', { one: counts[0]!, other: counts[1]! }) : counts[0]!
}

function Sample({ found: { sample } }: { found: ContactsImport }) {
  const { t } = useI18n()
  if (sample.length === 0) return null
  return (
    <section>
      <h3 id="import-sample">{t('contactsImport.sample')}</h3>
      <ul className="import-people" aria-labelledby="import-sample">
        {sample.map(({ name, organisation, email, phone, group }, row) => (
          <li key={row}>
            <strong>{name || t('contacts.unnamed')}</strong>
            <span>{group ? t('contactsImport.group') : organisation}</span>
            <span>{email || phone}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
