import '../calendar/side/CalendarSide.css'
import './TaskSide.css'
import type { Calendar, CalendarId } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { Button, Icon, type MenuEntry, Skeleton } from '@staffetta/ui'
import {
  CalendarCheck2,
  CalendarClock,
  CircleCheck,
  Inbox,
  ListPlus,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'
import { deleteEntry, faceEntries, leaveEntry } from '../calendar/side/calendar-menu.ts'
import { ListSection } from '../calendar/side/ListSection.tsx'
import { RowMenu } from '../calendar/side/RowMenu.tsx'
import { showDialog } from './dialogs.ts'
import { type TaskView, taskViews } from './tasks-shown.ts'
import type { Lists } from './use-tasks.ts'

interface Props {
  view: TaskView
  listId: CalendarId | null
  lists: Lists
  counts: Record<TaskView, number>
  countOf: (listId: CalendarId) => number
  waiting: boolean
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
export function TaskSide({ view, listId, lists, counts, countOf, ...props }: Props) {
  const { waiting, loaded, onView, onList, onNew } = props
  const { t } = useI18n()
  const rows = (kind: Calendar['kind']) =>
    lists.shown
      .filter((list) => list.kind === kind)
      .map((list) => (
        <ListRow
          key={list.id}
          list={list}
          current={list.id === listId}
          count={countOf(list.id)}
          onOpen={() => onList(list.id)}
        />
      ))
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
        {waiting && (
          <div className="calendar-side-waiting" aria-hidden="true">
            {['58%', '70%', '46%'].map((width) => (
              <Skeleton key={width} width={width} />
            ))}
          </div>
        )}
        {loaded && (
          <>
            <ListSection
              title={t('tasks.lists.own')}
              create={{ label: t('tasks.lists.create'), onCreate: () => showDialog({ kind: 'new-list' }) }}
              none={t('tasks.lists.none')}
              rows={rows('own')}
            />
            <ListSection
              title={t('tasks.lists.shared')}
              create={null}
              none={t('tasks.lists.none')}
              rows={rows('shared')}
            />
          </>
        )}
      </div>
    </>
  )
}

interface RowProps {
  list: Calendar
  current: boolean
  count: number
  onOpen: () => void
}

function ListRow({ list, current, count, onOpen }: RowProps) {
  const { t } = useI18n()
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
      <RowMenu label={t('tasks.lists.menu', { name: list.name })} entries={() => listMenu(list, count, t)} />
    </li>
  )
}

function listMenu(list: Calendar, count: number, t: Translate): MenuEntry[] {
  const entries = faceEntries(list, t, {
    onRename: () => showDialog({ kind: 'rename-list', list }),
    onShare: () => showDialog({ kind: 'share-list', list }),
  })
  if (list.can.leave) entries.push(leaveEntry(list, t))
  // With a calendar of events its events would go, too: that is done where they are seen.
  if (list.can.remove && !list.holds.events)
    entries.push(
      { kind: 'separator', id: 'line' },
      deleteEntry(t, () => showDialog({ kind: 'delete-list', list, count })),
    )
  return entries
}
