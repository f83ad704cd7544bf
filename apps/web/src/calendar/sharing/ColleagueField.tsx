import { type Address, ApiError, type Colleague, type ShareRight } from '@staffetta/contract'
import { Button, Field, Select } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type Ref, useId, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { session } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { everybody, groupsIn, useCompletion } from '../../contacts/index.ts'
import { parsePeople, writePerson } from '../event-editor/people.ts'
import { usePaused } from '../fields/use-paused.ts'
import type { SharingSubject } from './subject.ts'

interface Props {
  ref: Ref<HTMLInputElement>
  colleagues: SharingSubject['colleagues']
  rights: readonly ShareRight[]
  /** Addresses that have it already. */
  taken: readonly string[]
  onAdd: (colleague: Colleague, right: ShareRight) => void
}

/** A person of one's own body, by a piece of their name or by address, and what they are given. */
export function ColleagueField({ ref, colleagues, rights, taken, onAdd }: Props) {
  const { t } = useI18n()
  const [text, setText] = useState('')
  const [right, setRight] = useState<ShareRight>(rights.includes('read') ? 'read' : (rights[0] ?? 'read'))
  const [wrong, setWrong] = useState<string | null>(null)
  const domains = useStore(session, ({ me }) => me?.domains) ?? []
  const list = useId()
  const wanted = usePaused(text.trim())
  const { data } = useQuery({
    queryKey: colleagues.key(wanted),
    queryFn: (asking) => colleagues.read(wanted, asking),
    staleTime: 60_000,
    retry: false,
    enabled: wanted.length > 0 && !wanted.includes('<'),
  })
  const cards = useCompletion(wanted.includes('<') ? '' : wanted)
  const known = everybody(data ?? [], cards)
    .map(({ name, address }): Colleague => ({ name, address: address.toLowerCase() }))
    .filter(
      ({ address }) =>
        !taken.includes(address) && domains.includes(address.slice(address.lastIndexOf('@') + 1)),
    )
  const isOwn = ({ address }: Address) =>
    domains.includes(address.slice(address.lastIndexOf('@') + 1).toLowerCase())
  /** Of a group, those of one's own body who have nothing yet. */
  const groups = new Map(
    groupsIn(cards).map(({ name, people }) => [
      `${name} – ${t('composer.group', { count: people.length })}`,
      people.filter((one) => isOwn(one) && !taken.includes(one.address.toLowerCase())),
    ]),
  )
  const add = (event: FormEvent) => {
    event.preventDefault()
    const group = groups.get(text)
    if (group) {
      if (group.length === 0) return setWrong(t('sharing.wrong'))
      for (const { name, address } of group) onAdd({ name, address: address.toLowerCase() }, right)
      return setText('')
    }
    const colleague = found()
    if (colleague === null) return setWrong(t('sharing.wrong'))
    const domain = colleague.address.slice(colleague.address.lastIndexOf('@') + 1)
    if (!domains.includes(domain)) return setWrong(sentenceOf(new ApiError('calendar/share-outside'), t))
    if (taken.includes(colleague.address)) return setWrong(t('sharing.already', { name: colleague.name }))
    onAdd(colleague, right)
    setText('')
  }
  return (
    <form className="sharing-add" onSubmit={add} noValidate>
      <Field
        ref={ref}
        label={t('sharing.person')}
        placeholder={t('sharing.placeholder')}
        list={list}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={wrong ?? undefined}
        onChange={({ target }) => {
          setWrong(null)
          setText(target.value)
        }}
      />
      <datalist id={list}>
        {[...groups.keys()].map((name) => (
          <option key={name}>{name}</option>
        ))}
        {known.map((one) => (
          <option key={one.address}>{writePerson(one)}</option>
        ))}
      </datalist>
      <Select
        label={t('sharing.right')}
        value={right}
        options={rights.map((value) => ({ value, label: t(`sharing.rights.${value}`) }))}
        onChange={({ target }) => setRight(rights.find((one) => one === target.value) ?? right)}
      />
      <Button type="submit">{t('sharing.add')}</Button>
    </form>
  )

  /** Whoever was chosen or written; a name that only one person has is enough. */
  function found(): Colleague | null {
    const { people } = parsePeople(text)
    const [written] = people
    const address = written?.address.toLowerCase()
    const same = known.find((one) => one.address === address)
    if (same) return same
    if (written && address) return { address, name: written.name || address }
    return known.length === 1 && text.trim() !== '' ? known[0]! : null
  }
}
