import type { Calendar, Occurrence } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import type { MenuEntry } from '@staffetta/ui'
import { CalendarSync, CopyPlus, Download, FolderOpen, Palette, Trash } from 'lucide-react'
import { taskMenu } from '../../tasks/index.ts'
import { colour, duplicate, remove } from '../state/actions.ts'
import { colours } from '../calendars/colours.ts'
import { showDialog } from '../state/dialogs.ts'
import { isChangeable, isRemovable, isSaving, othersFor } from '../occurrences/occurrences.ts'
import { sourceOf } from '../state/queries.ts'
import { whyNot } from './why-not.ts'
import { birthdayIn } from '../occurrences/birthday-occurrence.ts'
import { taskIn } from '../occurrences/task-occurrence.ts'

/** The verbs of an event: one menu, on the grid and on its card. */
export function eventMenu(
  occurrence: Occurrence,
  calendars: readonly Calendar[],
  t: Translate,
  open: (() => void) | null,
): MenuEntry[] {
  if (isSaving(occurrence)) return []
  const task = taskIn(occurrence)
  if (task) {
    const lists = calendars.filter(({ holds }) => holds.tasks)
    return taskMenu(task, lists, t, { by: null, open, addPart: null, selects: false })
  }
  const entries: MenuEntry[] = []
  if (open)
    entries.push({
      kind: 'action',
      id: 'open',
      label: t('calendar.event.open'),
      icon: FolderOpen,
      keys: t('keys.enter'),
      onAction: open,
    })
  if (birthdayIn(occurrence)) return entries
  const why = whyNot(occurrence, calendars, t)
  const reason: MenuEntry[] = why === null ? [] : [{ kind: 'heading', id: 'why', label: why }]
  if (occurrence.hidden) return [...entries, ...reason]
  if (calendars.some(({ can, holds }) => can.write && holds.events))
    entries.push({
      kind: 'action',
      id: 'duplicate',
      label: t('calendar.event.duplicate'),
      icon: CopyPlus,
      onAction: () => duplicate(occurrence),
    })
  if (othersFor(occurrence, calendars).length > 0)
    entries.push({
      kind: 'action',
      id: 'move-to',
      label: t('calendar.event.moveTo'),
      icon: CalendarSync,
      onAction: () => showDialog({ kind: 'move-to', occurrence }),
    })
  if (isChangeable(occurrence, calendars))
    entries.push({
      kind: 'submenu',
      id: 'colour',
      label: t('calendar.event.colour'),
      icon: Palette,
      entries: [
        {
          kind: 'action',
          id: 'calendar',
          label: t('calendar.event.calendarColour'),
          checked: occurrence.colour === null,
          onAction: () => colour(occurrence, null),
        },
        ...colours.map((one): MenuEntry => ({
          kind: 'action',
          id: one,
          label: t(`calendar.colours.${one}`),
          checked: occurrence.colour === one,
          onAction: () => colour(occurrence, one),
        })),
      ],
    })
  entries.push({
    kind: 'link',
    id: 'download',
    label: t('calendar.event.download'),
    icon: Download,
    href: sourceOf(occurrence.ref),
  })
  if (isRemovable(occurrence, calendars))
    entries.push(
      { kind: 'separator', id: 'line' },
      {
        kind: 'action',
        id: 'delete',
        label: t('actions.delete'),
        icon: Trash,
        keys: t('keys.delete'),
        onAction: () => void remove(occurrence),
      },
    )
  return [...entries, ...reason]
}
