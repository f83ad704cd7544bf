import './Offices.css'
import { Tree } from '@staffetta/ui'
import { useMemo, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { Contact } from '../state/contact.ts'
import { type Office, officesOf } from './offices.ts'

interface Props {
  contacts: readonly Contact[]
  onOffice: (path: string) => void
}

interface Row {
  id: string
  label: string
  level: number
  people: number
  expanded?: boolean
}

/** The parts of the body as they lie in each other; sectors are open, what lies deeper is opened by hand. */
export function OfficeTree({ contacts, onOffice }: Props) {
  const { t, formats } = useI18n()
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const offices = useMemo(() => officesOf(contacts), [contacts])
  const isOpen = ({ path, level }: Office) => (level === 1) !== turned.has(path)
  const rows = (some: readonly Office[]): Row[] =>
    some.flatMap((office) => [
      {
        id: office.path,
        label: office.name,
        level: office.level,
        people: office.people,
        ...(office.parts.length > 0 && { expanded: isOpen(office) }),
      },
      ...(isOpen(office) ? rows(office.parts) : []),
    ])
  return (
    <div className="office-tree">
      <Tree
        label={t('contacts.offices.title')}
        twisties
        current={undefined}
        nodes={rows(offices)}
        renderNode={({ label, people }) => (
          <span className="office-row">
            <span>{label}</span>
            <b aria-label={t('contacts.people', { count: people })}>{formats.number(people)}</b>
          </span>
        )}
        onOpen={onOffice}
        onToggle={(path) =>
          setTurned((before) => {
            const next = new Set(before)
            if (!next.delete(path)) next.add(path)
            return next
          })
        }
      />
    </div>
  )
}
