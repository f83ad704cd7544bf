import './MoveTo.css'
import type { Mailbox } from '@staffetta/contract'
import { Dialog, Field, Icon } from '@staffetta/ui'
import { FolderInput } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { closeDialog } from '../dialogs.ts'
import { mailboxName } from '../names.ts'
import { useMailboxes } from '../use-mailboxes.ts'
import { mailboxIcon } from './icons.ts'
import { isBareRoot, treeSections } from './nodes.ts'

interface Props {
  title: string
  /** Which folders are offered. */
  accepts: (mailbox: Mailbox) => boolean
  /** Why the last choice could not be kept. */
  problem?: string | null
  /** Stands before the folders. */
  children?: ReactNode
  onChoose: (mailboxId: string) => void
}

/** The way to another folder without dragging: type a few letters, Enter. */
export function MoveToDialog({ title, accepts, problem, children, onChoose }: Props) {
  const { t } = useI18n()
  const mailboxes = useMailboxes()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = useMemo(() => {
    const words = fold(text).split(/\s+/).filter(Boolean)
    return (
      treeSections(mailboxes, () => true, t)
        .flatMap((section) => section.nodes)
        .filter(({ mailbox }) => accepts(mailbox))
        // Where one does file comes first.
        .toSorted((one, other) => rank(one.mailbox) - rank(other.mailbox))
        .map((node) => ({ ...node, path: pathOf(node.mailbox, mailboxes, t) }))
        .filter((node) => words.every((word) => fold(node.path).includes(word)))
    )
  }, [mailboxes, text, t, accepts])
  const offered = new Set(found.map(({ id }) => id))
  /** Indented only below a parent that is offered too; else its path tells where it lies. */
  const isNested = (node: (typeof found)[number]) =>
    text === '' && (node.level === 1 || offered.has(node.mailbox.parentId ?? ''))
  const current = Math.min(at, found.length - 1)

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, current + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, current - 1))
    else if (event.key === 'Enter' && found[current]) onChoose(found[current].id)
    else return
    event.preventDefault()
  }

  return (
    <Dialog title={title} icon={FolderInput} onClose={closeDialog}>
      <Field
        label={t('moveTo.filter')}
        value={text}
        autoFocus
        autoComplete="off"
        role="combobox"
        aria-expanded
        aria-controls="move-to-list"
        aria-activedescendant={found[current] ? `move-to-${current}` : undefined}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <ul className="move-to" id="move-to-list" role="listbox" aria-label={t('moveTo.list')}>
        {found.map((node, index) => (
          <li
            key={node.id}
            id={`move-to-${index}`}
            role="option"
            aria-selected={index === current}
            ref={index === current ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            style={{ paddingInlineStart: isNested(node) ? 8 + (node.level - 1) * 20 : 8 }}
            onClick={() => onChoose(node.id)}
          >
            <Icon of={mailboxIcon(node.mailbox.role)} size={18} />
            {isNested(node) ? node.name : node.path}
          </li>
        ))}
      </ul>
      {children}
      {problem && <p role="alert">{problem}</p>}
      {found.length === 0 && <p role="status">{t('moveTo.none')}</p>}
    </Dialog>
  )
}

function rank({ role, namespace }: Mailbox): number {
  if (role === 'inbox' || role === 'archive') return 0
  if (role === null) return namespace === 'personal' ? 1 : 2
  return 3
}

function pathOf(mailbox: Mailbox, mailboxes: readonly Mailbox[], t: ReturnType<typeof useI18n>['t']): string {
  const parent = mailboxes.find((other) => other.id === mailbox.parentId)
  const name = mailboxName(mailbox, t)
  return parent && !isBareRoot(parent) && mailbox.role === null
    ? `${pathOf(parent, mailboxes, t)} / ${name}`
    : name
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
