import type { Book } from '@staffetta/contract'
import type { MenuEntry } from '@staffetta/ui'
import { ListChecks, Pencil, Printer, Trash, UsersRound } from 'lucide-react'
import { i18n } from '../../app/i18n.tsx'
import { remove } from '../state/actions.ts'
import type { Contact } from '../state/contact.ts'
import { showDialog } from '../state/dialogs.ts'
import { select } from '../state/selection.ts'
import { fileEntries } from './file-entries.ts'
import { type ListLooks, viewEntries } from './list-view.ts'
import { printList } from './print-list.ts'

export interface Listed {
  title: string
  contacts: readonly Contact[]
  /** One looks at all of it. */
  book: Book | undefined
  group: Contact | undefined
  /** A list with an order of its own, and what else can be done with it. */
  kept: { menu: MenuEntry[] } | undefined
  looks: ListLooks
  mayWrite: boolean
  mayImport: boolean
  mayChangeGroup: boolean
  onDuplicates: () => void
}

/** What can be done with a list as a whole. */
export function listMenu(listed: Listed): MenuEntry[] {
  const { t } = i18n()
  const { title, contacts, book, group, kept, mayImport } = listed
  const entries: MenuEntry[] = [
    {
      kind: 'action',
      id: 'select',
      label: t('contacts.select.start'),
      icon: ListChecks,
      keys: 'x',
      disabled: contacts.length === 0,
      onAction: () => select([]),
    },
    {
      kind: 'action',
      id: 'print',
      label: t('contacts.print.list'),
      icon: Printer,
      disabled: contacts.length === 0,
      onAction: () => printList(title, contacts),
    },
    ...viewEntries(listed.looks),
  ]
  if (!group && !kept && listed.mayWrite)
    entries.push({
      kind: 'action',
      id: 'duplicates',
      label: t('contacts.duplicates.find'),
      icon: UsersRound,
      onAction: listed.onDuplicates,
    })
  entries.push(...(kept ? kept.menu : fileEntries({ title, book, group, contacts, mayImport })))
  if (group && listed.mayChangeGroup)
    entries.push(
      { kind: 'separator', id: 'line' },
      {
        kind: 'action',
        id: 'rename',
        label: t('contacts.groups.rename'),
        icon: Pencil,
        onAction: () => showDialog({ kind: 'rename-group', group }),
      },
      {
        kind: 'action',
        id: 'remove-group',
        label: t('contacts.groups.remove'),
        icon: Trash,
        onAction: () => remove([group]),
      },
    )
  return entries
}
