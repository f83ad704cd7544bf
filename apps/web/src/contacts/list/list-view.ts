import type { Preferences } from '@staffetta/contract'
import type { MenuEntry } from '@staffetta/ui'
import { ALargeSmall, CaseSensitive } from 'lucide-react'
import { i18n } from '../../app/i18n.tsx'
import { usePreferences, useSavePreferences } from '../../settings/index.ts'
import { letterFor } from '../find/index-of.ts'
import type { Contact } from '../state/contact.ts'
import type { Lines, ListView } from './lines.ts'
import { linesOf } from './lines.ts'

export type ContactsView = NonNullable<Preferences['contactsView']>

/** How a person wants their lists, and the way to want them otherwise. */
export interface ListLooks {
  view: ContactsView
  change: (change: Partial<ContactsView>) => void
}

const plain: ContactsView = { order: 'name', givenFirst: false, line: 'office' }

/** How somebody looks at their lists, on every device. */
export function useListView(): ListLooks {
  const preferences = usePreferences()
  const save = useSavePreferences()
  const view = preferences?.contactsView ?? plain
  return {
    view,
    change: (change) => void (preferences && save({ ...preferences, contactsView: { ...view, ...change } })),
  }
}

/** The lines of a list in that order, with what stands above them. */
export function linesFor(contacts: readonly Contact[], { order, givenFirst: given }: ListView): Lines {
  const { t, formats } = i18n()
  const letter = (one: Contact) => letterFor(one, given)
  if (order === 'name') return linesOf(contacts, letter, letter)
  if (order === 'organisation')
    return linesOf(contacts, (one) => one.organisation || t('contacts.noOrganisation'), letter)
  const groupOf = ({ changedAt }: Contact) =>
    changedAt === undefined ? t('contacts.order.unknown') : formats.dayHeading(formats.dayGroup(changedAt))
  return linesOf(contacts, groupOf, null)
}

/** Which name comes first, and what stands below it. */
export function viewEntries({ view, change }: ListLooks): MenuEntry[] {
  const { t } = i18n()
  return [
    {
      kind: 'submenu',
      id: 'names',
      label: t('contacts.order.names'),
      icon: CaseSensitive,
      entries: [false, true].map((given) => ({
        kind: 'action',
        id: String(given),
        label: t(given ? 'contacts.order.givenFirst' : 'contacts.order.familyFirst'),
        checked: given === view.givenFirst,
        onAction: () => change({ givenFirst: given }),
      })),
    },
    {
      kind: 'submenu',
      id: 'line',
      label: t('contacts.order.below'),
      icon: ALargeSmall,
      entries: (['office', 'email', 'phone'] as const).map((line) => ({
        kind: 'action',
        id: line,
        label: t(`contacts.order.lines.${line}`),
        checked: line === view.line,
        onAction: () => change({ line }),
      })),
    },
  ]
}
