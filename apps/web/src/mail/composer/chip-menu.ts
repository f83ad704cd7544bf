import type { MenuEntry } from '@staffetta/ui'
import { i18n } from '../../app/i18n.tsx'
import { addressEntries } from '../../contacts/index.ts'
import { recipientFields, type Recipient, type RecipientField } from './composer-state.ts'

interface Ways {
  field: RecipientField
  onAddress: (address: string) => void
  onEdit: () => void
  onMove: (to: RecipientField) => void
  onRemove: () => void
}

/** What can be done with a recipient: where they are known from, and their other addresses, first. */
export function chipMenu(recipient: Recipient, { field, ...ways }: Ways): MenuEntry[] {
  const { t } = i18n()
  const { people } = recipient
  return [
    ...(people ? [] : addressEntries(recipient, ways.onAddress)),
    {
      kind: 'action',
      id: 'edit',
      label: people ? t('composer.expand', { count: people.length }) : t('composer.editRecipient'),
      onAction: ways.onEdit,
    },
    ...recipientFields
      .filter((other) => other !== field)
      .map((other) => ({
        kind: 'action' as const,
        id: other,
        label: t('composer.moveTo', { field: t(`composer.${other}`) }),
        onAction: () => ways.onMove(other),
      })),
    { kind: 'action', id: 'remove', label: t('actions.remove'), onAction: ways.onRemove },
  ]
}
