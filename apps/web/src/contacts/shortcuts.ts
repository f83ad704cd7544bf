import type { RefObject } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { showShortcuts, type Shortcut, useShortcuts } from '../app/shortcuts/shortcuts.ts'
import type { RowsHandle } from './list/ContactRows.tsx'
import { writeTo } from './state/actions.ts'
import type { Contact } from './state/contact.ts'
import { clearSelection, selection, toggle } from './state/selection.ts'

interface Options {
  rows: RefObject<RowsHandle | null>
  shown: readonly Contact[]
  open: Contact | undefined
  isMerging: boolean
  mayWrite: (contact: Contact) => boolean
  onRemove: (contacts: Contact[]) => void
  onOpen: (contact: Contact) => void
  onClose: () => void
  onNew: () => void
  onEdit: () => void
  onMail: () => void
}

export const focusSearch = (): void => document.querySelector<HTMLInputElement>('.search input')?.focus()

/** Single keys of the address book. They act on what is chosen, else on the row one stands on, else on the open card. */
export function useContactShortcuts({
  rows,
  shown,
  open,
  isMerging,
  mayWrite,
  onRemove,
  onOpen,
  onClose,
  onNew,
  onEdit,
  onMail,
}: Options): void {
  const { t } = useI18n()
  const here = () => shown[rows.current?.at() ?? 0]
  const inList = () => document.activeElement?.closest('.contact-scroll, .duplicate-rows') != null
  const target = (): Contact[] => {
    const { refs } = selection.get()
    const chosen = shown.filter(({ ref }) => refs.has(ref))
    const one = inList() ? here() : (open ?? here())
    return chosen.length > 0 ? chosen : one ? [one] : []
  }
  const key = (keys: string, label: string, run: () => unknown, always = false): Shortcut => ({
    keys,
    label,
    group: ['?', '/', 'g i', 'n'].includes(keys) ? 'general' : 'list',
    run: () => void run(),
    ...(always && { always }),
  })
  const step = (by: number) => () =>
    rows.current?.focus(inList() ? rows.current.at() + by : rows.current.at())
  useShortcuts([
    key('?', t('shortcuts.help'), showShortcuts),
    key('/', t('shortcuts.search'), focusSearch),
    key('n', t('contacts.new'), onNew),
    key('g i', t('shortcuts.inbox'), onMail),
    key('j', t('contacts.shortcuts.next'), step(1)),
    key('k', t('contacts.shortcuts.previous'), step(-1)),
    key('o', t('contacts.shortcuts.open'), () => {
      const contact = here()
      if (contact) onOpen(contact)
    }),
    key('x', t('shortcuts.select'), () => {
      const contact = here()
      if (contact) toggle(contact.ref)
    }),
    key('w', t('contacts.write.title'), () => writeTo(target())),
    key('e', t('contacts.card.edit'), onEdit),
    key(
      'Delete',
      t('actions.delete'),
      () => {
        const at = rows.current?.at() ?? 0
        const inRows = inList()
        onRemove(target().filter(mayWrite))
        clearSelection()
        if (inRows) requestAnimationFrame(() => rows.current?.focus(at))
      },
      true,
    ),
    key(
      'Escape',
      t('actions.close'),
      () => {
        if (selection.get().on) clearSelection()
        else if (open || isMerging) onClose()
      },
      true,
    ),
  ])
}
