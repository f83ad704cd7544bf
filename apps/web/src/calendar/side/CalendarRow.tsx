import { ApiError, type Calendar, errorCodes } from '@staffetta/contract'
import { Icon, IconButton, Menu, type MenuEntry, ProgressBar } from '@staffetta/ui'
import {
  ArrowDown,
  ArrowUp,
  Bell,
  Ellipsis,
  FileDown,
  FileUp,
  Palette,
  Pencil,
  Share2,
  Star,
  Trash,
  TriangleAlert,
  X,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { colours } from '../colours.ts'
import { showDialog } from '../dialogs.ts'
import { inBackground, updateCalendar } from '../mutations.ts'
import { reminderChoices } from '../new-event-reminders.ts'
import { beforeText } from '../reminder-words.ts'
import { leaveCalendar } from '../sharing/mutations.ts'
import { feedMenu } from '../subscriptions/feed-menu.ts'

interface Props {
  calendar: Calendar
  /** It is being drawn to another place. */
  dragged: boolean
  onDrag: () => void
  /** Another is drawn over it. */
  onOver: () => void
  /** Let go; `dropped`: where it may stay. */
  onDrop: (dropped: boolean) => void
  /** By one place; null where there is but one. */
  onMove: ((by: 1 | -1) => void) | null
}

/** A calendar: whether one sees it, whose it is, how it stands, and what can be done with it. */
export function CalendarRow({ calendar, dragged, onDrag, onOver, onDrop, onMove }: Props) {
  const { t, formats } = useI18n()
  const button = useRef<HTMLButtonElement>(null)
  const [menuOpen, setMenuOpen] = useState(false)
  const { id, name, colour, shown, state, progress, error, staleSince } = calendar
  return (
    <li className="calendar-row" data-colour={colour} data-dragged={dragged || undefined}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- It is drawn by hand; the checkbox takes the same keys, the menu says the same words. */}
      <label
        title={calendar.owner === null ? name : `${name} – ${calendar.owner}`}
        draggable={onMove !== null}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move'
          // Firefox draws nothing that carries nothing.
          event.dataTransfer.setData('text/plain', name)
          onDrag()
        }}
        onDragEnter={onOver}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => event.preventDefault()}
        onDragEnd={(event) => onDrop(event.dataTransfer.dropEffect !== 'none')}
      >
        <input
          type="checkbox"
          className="calendar-box"
          checked={shown}
          onChange={() => inBackground(updateCalendar(id, { shown: !shown }))}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
            if (!event.altKey || by === null) return
            event.preventDefault()
            onMove?.(by)
          }}
        />
        <span>
          {name}
          {calendar.kind === 'shared' && calendar.owner !== name && <small>{calendar.owner}</small>}
        </span>
        {calendar.isDefault && calendar.kind === 'own' && (
          <Icon of={Star} size={14} label={t('calendar.side.isDefault')} />
        )}
      </label>
      <IconButton
        ref={button}
        className="calendar-row-menu"
        icon={Ellipsis}
        size={28}
        label={t('calendar.side.menu', { name })}
        aria-haspopup="menu"
        aria-expanded={menuOpen}
        onClick={() => setMenuOpen(true)}
      />
      {state === 'syncing' && (
        <div className="calendar-state">
          <span>{t('calendar.side.syncing')}</span>
          {progress !== null && (
            <ProgressBar
              label={t('calendar.side.syncing')}
              share={progress > 1 ? progress / 100 : progress}
            />
          )}
        </div>
      )}
      {state === 'failed' && (
        <div className="calendar-state" data-failed>
          <Icon of={TriangleAlert} size={14} />
          <span>
            {staleSince === null
              ? t('calendar.side.failed')
              : t('calendar.side.failedSince', { when: formats.messageDate(staleSince) })}
            {error !== null && <small>{errorSentence(error, t)}</small>}
          </span>
        </div>
      )}
      {menuOpen && (
        <Menu
          anchor={button}
          label={t('calendar.side.menu', { name })}
          entries={rowMenu(calendar, t, onMove)}
          onClose={() => setMenuOpen(false)}
        />
      )}
    </li>
  )
}

type T = ReturnType<typeof useI18n>['t']

function rowMenu(calendar: Calendar, t: T, onMove: Props['onMove']): MenuEntry[] {
  const { id, can } = calendar
  const entries: MenuEntry[] = []
  if (can.rename)
    entries.push({
      kind: 'action',
      id: 'rename',
      label: t('calendar.side.rename'),
      icon: Pencil,
      onAction: () => showDialog({ kind: 'rename-calendar', calendar }),
    })
  if (can.share)
    entries.push({
      kind: 'action',
      id: 'share',
      label: t('sharing.open'),
      icon: Share2,
      onAction: () => showDialog({ kind: 'share-calendar', calendar }),
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
      checked: one === calendar.colour,
      onAction: () => inBackground(updateCalendar(id, { colour: one })),
    })),
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
  if (can.leave)
    entries.push(
      { kind: 'separator', id: 'leave-line' },
      {
        kind: 'action',
        id: 'leave',
        label: t('sharing.leave'),
        icon: X,
        onAction: () => leaveCalendar(calendar),
      },
    )
  if (can.remove)
    entries.push(
      { kind: 'separator', id: 'line' },
      {
        kind: 'action',
        id: 'delete',
        label: t('actions.delete'),
        icon: Trash,
        onAction: () => showDialog({ kind: 'delete-calendar', calendar }),
      },
    )
  return entries
}

/** The calendar says a code, in a field that is open to codes of a newer server. */
function errorSentence(code: string, t: T): string {
  const known = errorCodes.find((one) => one === code)
  return sentenceOf(known === undefined ? undefined : new ApiError(known), t)
}
