import type { Calendar } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import { RefreshCw, Rss, Trash } from 'lucide-react'
import { notify } from '../../app/notify.ts'
import { showDialog } from '../state/dialogs.ts'
import { refreshSubscription } from '../state/calendar-mutations.ts'
import { inBackground } from '../state/in-background.ts'

/** What can be done with a calendar one only looks at. */
export function feedMenu(calendar: Calendar, t: Translate): MenuEntry[] {
  const { id, name } = calendar
  return [
    {
      kind: 'action',
      id: 'refresh',
      label: t('calendarFeed.refresh'),
      icon: RefreshCw,
      onAction: () =>
        inBackground(
          refreshSubscription(id).then(() => notify({ text: t('calendarFeed.refreshed', { name }) })),
        ),
    },
    {
      kind: 'action',
      id: 'subscription',
      label: t('calendarFeed.details'),
      icon: Rss,
      onAction: () => showDialog({ kind: 'subscription', calendarId: id }),
    },
    { kind: 'separator', id: 'line' },
    {
      kind: 'action',
      id: 'delete',
      label: t('calendarFeed.remove'),
      icon: Trash,
      onAction: () => showDialog({ kind: 'unsubscribe', calendar }),
    },
  ]
}
