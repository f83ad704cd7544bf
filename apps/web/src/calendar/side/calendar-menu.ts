import type { Calendar } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import {
  ArrowDown,
  ArrowUp,
  Bell,
  FileDown,
  FileUp,
  Palette,
  Pencil,
  Share2,
  Star,
  Trash,
  X,
} from 'lucide-react'
import { colours } from '../calendars/colours.ts'
import { showDialog } from '../state/dialogs.ts'
import { updateCalendar } from '../state/calendar-mutations.ts'
import { inBackground } from '../state/in-background.ts'
import { reminderChoices } from '../state/new-event-reminders.ts'
import { beforeText } from '../clock/before-text.ts'
import { leaveCalendar } from '../sharing/mutations.ts'
import { feedMenu } from '../subscriptions/feed-menu.ts'

/** What can be done with a calendar. `onMove`: by one place; null where there is but one. */
export function calendarMenu(
  calendar: Calendar,
  t: Translate,
  onMove: ((by: 1 | -1) => void) | null,
): MenuEntry[] {
  const { id, can } = calendar
  const entries = faceEntries(calendar, t, {
    onRename: () => showDialog({ kind: 'rename-calendar', calendar }),
    onShare: () => showDialog({ kind: 'share-calendar', calendar }),
  })
  if (can.write && !calendar.isDefault)
    entries.push({
      kind: 'action',
      id: 'default',
      label: t('calendar.side.makeDefault'),
      icon: Star,
      onAction: () => inBackground(updateCalendar(id, { isDefault: true })),
    })
  if (can.write)
    entries.push({
      kind: 'submenu',
      id: 'reminder',
      label: t('calendar.side.reminder'),
      icon: Bell,
      entries: [null, ...reminderChoices].map((minutes) => ({
        kind: 'action',
        id: String(minutes),
        label: minutes === null ? t('calendar.side.noReminder') : beforeText(minutes, t),
        checked: minutes === calendar.reminderMinutes,
        onAction: () => inBackground(updateCalendar(id, { reminderMinutes: minutes })),
      })),
    })
  if (onMove)
    entries.push(
      {
        kind: 'action',
        id: 'up',
        label: t('calendar.side.up'),
        icon: ArrowUp,
        keys: 'Alt+↑',
        onAction: () => onMove(-1),
      },
      {
        kind: 'action',
        id: 'down',
        label: t('calendar.side.down'),
        icon: ArrowDown,
        keys: 'Alt+↓',
        onAction: () => onMove(1),
      },
    )
  if (calendar.kind === 'subscribed') return [...entries, ...feedMenu(calendar, t)]
  if (calendar.kind === 'own' && can.write)
    entries.push({
      kind: 'action',
      id: 'import',
      label: t('calendarImport.menuImportHere'),
      icon: FileUp,
      onAction: () => showDialog({ kind: 'import', calendarId: id }),
    })
  entries.push({
    kind: 'action',
    id: 'export',
    label: t('calendarExport.menu'),
    icon: FileDown,
    onAction: () => showDialog({ kind: 'export', calendar }),
  })
  if (can.leave) entries.push({ kind: 'separator', id: 'leave-line' }, leaveEntry(calendar, t))
  if (can.remove)
    entries.push(
      { kind: 'separator', id: 'line' },
      deleteEntry(t, () => showDialog({ kind: 'delete-calendar', calendar })),
    )
  return entries
}

/** How it is called, who sees it and in which colour: of a calendar as of a list of tasks. */
export function faceEntries(
  { id, can, colour }: Calendar,
  t: Translate,
  { onRename, onShare }: { onRename: () => void; onShare: () => void },
): MenuEntry[] {
  const entries: MenuEntry[] = []
  if (can.rename)
    entries.push({
      kind: 'action',
      id: 'rename',
      label: t('calendar.side.rename'),
      icon: Pencil,
      onAction: onRename,
    })
  if (can.share)
    entries.push({
      kind: 'action',
      id: 'share',
      label: t('sharing.open'),
      icon: Share2,
      onAction: onShare,
    })
  entries.push({
    kind: 'submenu',
    id: 'colour',
    label: t('calendar.form.colour'),
    icon: Palette,
    entries: colours.map((one) => ({
      kind: 'action',
      id: one,
      label: t(`calendar.colours.${one}`),
      checked: one === colour,
      onAction: () => inBackground(updateCalendar(id, { colour: one })),
    })),
  })
  return entries
}

export const leaveEntry = (calendar: Calendar, t: Translate): MenuEntry => ({
  kind: 'action',
  id: 'leave',
  label: t('sharing.leave'),
  icon: X,
  onAction: () => leaveCalendar(calendar),
})

export const deleteEntry = (t: Translate, onDelete: () => void): MenuEntry => ({
  kind: 'action',
  id: 'delete',
  label: t('actions.delete'),
  icon: Trash,
  onAction: onDelete,
})
