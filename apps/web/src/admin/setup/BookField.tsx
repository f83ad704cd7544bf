import { Field, Notice, Select } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { sentenceOf } from '../../app/errors.tsx'
import { adminQueries } from '../queries.ts'
import { useProblem } from './use-problem.ts'

interface Props {
  tenantId: string
  path: string
  /** Who only looks asks nothing of the server. */
  mayList: boolean
  onChange: (path: string) => void
}

/** One of the address books the server shows, by name; by its path where it shows none, or another is meant. */
export function BookField({ tenantId, path, mayList, onChange }: Props) {
  const { t } = useI18n()
  const inWords = useProblem()
  const { data, error } = useQuery({ ...adminQueries.directoryBooks(tenantId), enabled: mayList })
  const [byHand, setByHand] = useState(false)
  const books = data?.books ?? []
  const isListed = books.some((one) => one.path === path)
  const typesPath = !mayList || byHand || books.length === 0 || (path !== '' && !isListed)
  const problem = error ? sentenceOf(error, t) : data?.problem && inWords(data.problem)

  if (mayList && data === undefined && !error)
    return (
      <p role="status" className="admin-none">
        {t('setup.directory.asking')}
      </p>
    )
  return (
    <>
      {problem && (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {t('setup.directory.notListed', { problem })}
        </Notice>
      )}
      {data?.problem === null && books.length === 0 && (
        <p className="admin-none">{t('setup.directory.noBooks')}</p>
      )}
      {books.length > 0 && (
        <Select
          label={t('setup.directory.book')}
          value={typesPath ? 'other' : path}
          options={[
            ...(path === '' && !typesPath ? [{ value: '', label: t('setup.directory.choose') }] : []),
            ...books.map((one) => ({ value: one.path, label: `${one.name} (${one.path})` })),
            { value: 'other', label: t('setup.directory.other') },
          ]}
          onChange={({ target }) => {
            setByHand(target.value === 'other')
            if (target.value !== 'other') onChange(target.value)
          }}
        />
      )}
      {typesPath && (
        <Field
          label={t('setup.directory.path')}
          hint={t('setup.directory.pathHint')}
          value={path}
          maxLength={1000}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </>
  )
}
