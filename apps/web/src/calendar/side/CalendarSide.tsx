import './CalendarSide.css'
import { ApiError, type Calendar, errorCodes } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Icon, IconButton, Menu, type MenuEntry, ProgressBar, Skeleton } from '@staffetta/ui'
import {
  CalendarPlus,
  DoorOpen,
  Ellipsis,
  Palette,
  Pencil,
  Plus,
  Star,
  Trash,
  TriangleAlert,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { colours } from '../colours.ts'
import type { Day } from '../days.ts'
import { showDialog } from '../dialogs.ts'
import { inBackground, updateCalendar } from '../mutations.ts'
import { calendarQueries } from '../queries.ts'
import type { Range } from '../ranges.ts'
import { MiniMonth } from './MiniMonth.tsx'

interface Props {
  date: Day
  range: Range | null
  onDay: (day: Day) => void
  onNew: (anchor: Element) => void
  /** The board of rooms and cars, and whether one is there. */
  onResources: () => void
  onBoard: boolean
}

/** Nuovo evento, a month to leaf through, and the calendars one sees. */
export function CalendarSide({ date, range, onDay, onNew, onResources, onBoard }: Props) {
  const { t } = useI18n()
  const resources = useQuery(calendarQueries.resources())
  const { data, error, isPending, refetch } = useQuery(calendarQueries.calendars())
  const calendars = (data?.calendars ?? []).filter(({ holds }) => holds.events)
  const canWrite = calendars.some(({ can }) => can.write)
  return (
    <>
      <Button
        kind="primary"
        size="form"
        icon={CalendarPlus}
        className="calendar-new"
        disabled={data !== undefined && !canWrite}
        onClick={(event) => onNew(event.currentTarget)}
      >
        {t('calendar.newEvent')}
      </Button>
      <div className="calendar-side">
        <MiniMonth date={date} range={range} onDay={onDay} />
        {isPending && (
          <div className="calendar-side-waiting" aria-hidden="true">
            {['58%', '70%', '46%', '62%'].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        )}
        {error && !data && (
          <div className="calendar-side-failed" role="alert">
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
          </div>
        )}
        {data && (
          <>
            <Section
              title={t('calendar.side.own')}
              calendars={calendars.filter(({ kind }) => kind === 'own')}
              canCreate={data.canCreate}
            />
            <Section
              title={t('calendar.side.shared')}
              calendars={calendars.filter(({ kind }) => kind === 'shared')}
              canCreate={false}
            />
            {(resources.data?.resources.length ?? 0) > 0 && (
              <button
                type="button"
                className="calendar-board"
                aria-current={onBoard ? 'page' : undefined}
                onClick={onResources}
              >
                <Icon of={DoorOpen} size={18} />
                {t('calendar.resources.title')}
              </button>
            )}
          </>
        )}
      </div>
    </>
  )
}

interface SectionProps {
  title: string
  calendars: Calendar[]
  canCreate: boolean
}

function Section({ title, calendars, canCreate }: SectionProps) {
  const { t } = useI18n()
  if (calendars.length === 0 && !canCreate) return null
  return (
    <section className="calendar-list" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {canCreate && (
          <IconButton
            icon={Plus}
            size={28}
            label={t('calendar.side.create')}
            onClick={() => showDialog({ kind: 'new-calendar' })}
          />
        )}
      </header>
      {calendars.length === 0 && <p className="calendar-list-none">{t('calendar.side.none')}</p>}
      <ul>
        {calendars.map((calendar) => (
          <CalendarRow key={calendar.id} calendar={calendar} />
        ))}
      </ul>
    </section>
  )
}

function CalendarRow({ calendar }: { calendar: Calendar }) {
  const { t, formats } = useI18n()
  const button = useRef<HTMLButtonElement>(null)
  const [menuOpen, setMenuOpen] = useState(false)
  const { id, name, colour, shown, state, progress, error, staleSince } = calendar
  return (
    <li className="calendar-row" data-colour={colour}>
      <label title={calendar.owner === null ? name : `${name} – ${calendar.owner}`}>
        <input
          type="checkbox"
          className="calendar-box"
          checked={shown}
          onChange={() => inBackground(updateCalendar(id, { shown: !shown }))}
        />
        <span>{name}</span>
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
          entries={rowMenu(calendar, t)}
          onClose={() => setMenuOpen(false)}
        />
      )}
    </li>
  )
}

type T = ReturnType<typeof useI18n>['t']

function rowMenu(calendar: Calendar, t: T): MenuEntry[] {
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
