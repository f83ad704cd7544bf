import '../calendar/side/CalendarSide.css'
import './TaskSide.css'
import type { Calendar, CalendarId } from '@staffetta/contract'
import { Button, Icon, IconButton, Menu, type MenuEntry, Skeleton } from '@staffetta/ui'
import {
  CalendarCheck2,
  CalendarClock,
  CircleCheck,
  Ellipsis,
  Inbox,
  ListPlus,
  type LucideIcon,
  Palette,
  Pencil,
  Plus,
  Share2,
  Trash,
  TriangleAlert,
  X,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { colours } from '../calendar/colours.ts'
import { inBackground, updateCalendar } from '../calendar/mutations.ts'
import { leaveCalendar } from '../calendar/sharing/mutations.ts'
import { showDialog } from './dialogs.ts'
import { type TaskView, taskViews } from './tasks-shown.ts'
import type { Lists } from './use-tasks.ts'

interface Props {
  view: TaskView
  listId: CalendarId | null
  lists: Lists
  counts: Record<TaskView, number>
  countOf: (listId: CalendarId) => number
  loaded: boolean
  onView: (view: TaskView) => void
  onList: (listId: CalendarId) => void
  onNew: () => void
}

const icons = {
  today: CalendarCheck2,
  overdue: TriangleAlert,
  upcoming: CalendarClock,
  all: Inbox,
  done: CircleCheck,
} satisfies Record<TaskView, LucideIcon>

/** Nuova attività, the ways to look at them, and the lists they lie in. */
export function TaskSide({ view, listId, lists, counts, countOf, loaded, onView, onList, onNew }: Props) {
  const { t } = useI18n()
  const section = (kind: Calendar['kind']) => lists.shown.filter((list) => list.kind === kind)
  return (
    <>
      <Button
        kind="primary"
        size="form"
        icon={ListPlus}
        className="calendar-new"
        disabled={loaded && lists.writable.length === 0}
        onClick={onNew}
      >
        {t('tasks.new')}
      </Button>
      <div className="calendar-side">
        <ul className="task-views" aria-label={t('tasks.views.title')}>
          {taskViews.map((one) => (
            <li key={one}>
              <button
                type="button"
                aria-current={one === view && listId === null ? 'page' : undefined}
                data-view={one}
                onClick={() => onView(one)}
              >
                <Icon of={icons[one]} size={18} />
                <span>{t(`tasks.views.${one}`)}</span>
                {one !== 'done' && counts[one] > 0 && (
                  <b data-late={one === 'overdue' || undefined}>{counts[one]}</b>
                )}
              </button>
            </li>
          ))}
        </ul>
        {!loaded && (
          <div className="calendar-side-waiting" aria-hidden="true">
            {['58%', '70%', '46%'].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        )}
        {loaded && (
          <>
            <Section
              title={t('tasks.lists.own')}
              lists={section('own')}
              listId={listId}
              canCreate
              countOf={countOf}
              onList={onList}
            />
            <Section
              title={t('tasks.lists.shared')}
              lists={section('shared')}
              listId={listId}
              canCreate={false}
              countOf={countOf}
              onList={onList}
            />
          </>
        )}
      </div>
    </>
  )
}

interface SectionProps {
  title: string
  lists: Calendar[]
  listId: CalendarId | null
  canCreate: boolean
  countOf: (listId: CalendarId) => number
  onList: (listId: CalendarId) => void
}

function Section({ title, lists, listId, canCreate, countOf, onList }: SectionProps) {
  const { t } = useI18n()
  if (lists.length === 0 && !canCreate) return null
  return (
    <section className="calendar-list" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {canCreate && (
          <IconButton
            icon={Plus}
            size={28}
            label={t('tasks.lists.create')}
            onClick={() => showDialog({ kind: 'new-list' })}
          />
        )}
      </header>
      {lists.length === 0 && <p className="calendar-list-none">{t('tasks.lists.none')}</p>}
      <ul>
        {lists.map((list) => (
          <ListRow
            key={list.id}
            list={list}
            current={list.id === listId}
            count={countOf(list.id)}
            onOpen={() => onList(list.id)}
          />
        ))}
      </ul>
    </section>
  )
}

function ListRow({
  list,
  current,
  count,
  onOpen,
}: {
  list: Calendar
  current: boolean
  count: number
  onOpen: () => void
}) {
  const { t } = useI18n()
  const button = useRef<HTMLButtonElement>(null)
  const [menuOpen, setMenuOpen] = useState(false)
  const label = t('tasks.lists.menu', { name: list.name })
  return (
    <li className="calendar-row task-list" data-colour={list.colour}>
      <button
        type="button"
        className="task-list-open"
        aria-current={current ? 'page' : undefined}
        title={list.owner === null ? list.name : `${list.name} – ${list.owner}`}
        onClick={onOpen}
      >
        <i aria-hidden="true" />
        <span>{list.name}</span>
        {list.state === 'failed' && <Icon of={TriangleAlert} size={14} label={t('calendar.side.failed')} />}
        {count > 0 && <b>{count}</b>}
      </button>
      <IconButton
        ref={button}
        className="calendar-row-menu"
        icon={Ellipsis}
        size={28}
        label={label}
        aria-haspopup="menu"
        aria-expanded={menuOpen}
        onClick={() => setMenuOpen(true)}
      />
      {menuOpen && (
        <Menu
          anchor={button}
          label={label}
          entries={listMenu(list, count, t)}
          onClose={() => setMenuOpen(false)}
        />
      )}
    </li>
  )
}

function listMenu(list: Calendar, count: number, t: ReturnType<typeof useI18n>['t']): MenuEntry[] {
  return [
    ...(list.can.rename
      ? [
          {
            kind: 'action' as const,
            id: 'rename',
            label: t('calendar.side.rename'),
            icon: Pencil,
            onAction: () => showDialog({ kind: 'rename-list', list }),
          },
        ]
      : []),
    ...(list.can.share
      ? [
          {
            kind: 'action' as const,
            id: 'share',
            label: t('sharing.open'),
            icon: Share2,
            onAction: () => showDialog({ kind: 'share-list', list }),
          },
        ]
      : []),
    {
      kind: 'submenu',
      id: 'colour',
      label: t('calendar.form.colour'),
      icon: Palette,
      entries: colours.map((one) => ({
        kind: 'action',
        id: one,
        label: t(`calendar.colours.${one}`),
        checked: one === list.colour,
        onAction: () => inBackground(updateCalendar(list.id, { colour: one })),
      })),
    },
    ...(list.can.leave
      ? [
          {
            kind: 'action' as const,
            id: 'leave',
            label: t('sharing.leave'),
            icon: X,
            onAction: () => leaveCalendar(list),
          },
        ]
      : []),
    // With a calendar of events its events would go, too: that is done where they are seen.
    ...(list.can.remove && !list.holds.events
      ? [
          { kind: 'separator' as const, id: 'line' },
          {
            kind: 'action' as const,
            id: 'delete',
            label: t('actions.delete'),
            icon: Trash,
            onAction: () => showDialog({ kind: 'delete-list', list, count }),
          },
        ]
      : []),
  ]
}
