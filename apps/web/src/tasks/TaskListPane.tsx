import type { Calendar, CalendarId, Task } from '@staffetta/contract'
import {
  Button,
  FilterTabs,
  Icon,
  IconButton,
  type MenuEntry,
  Notice,
  Skeleton,
  useMenu,
} from '@staffetta/ui'
import { ArrowDownUp, CircleCheck, ListChecks, RefreshCw, TriangleAlert } from 'lucide-react'
import { device } from '../app/device.ts'
import { sentenceOf } from '../app/errors.tsx'
import { useStore } from '../app/store.ts'
import { useWaiting } from '../calendar/state/use-waiting.ts'
import { BulkBar } from './BulkBar.tsx'
import { QuickTask } from './QuickTask.tsx'
import { selection } from './selection.ts'
import { TaskRows } from './TaskRows.tsx'
import { type TaskGroup, type TaskView, taskOrders, taskViews } from './tasks-shown.ts'
import type { Lists, useTasks } from './use-tasks.ts'
import type { Sayer } from './words.ts'

interface Props {
  title: string
  view: TaskView
  listId: CalendarId | null
  searchText: string
  lists: Lists
  /** Where a new task goes. */
  target: Calendar | undefined
  groups: TaskGroup[]
  rows: readonly Task[]
  known: ReturnType<typeof useTasks>
  waiting: boolean
  openKey: string | null
  sayer: Sayer
  counts: Record<TaskView, number>
  onView: (view: TaskView) => void
  onOpen: (task: Task) => void
  onAddPart: (task: Task) => void
}

/** One view of the tasks, or one list: its head, the line for a new one, the rows. */
export function TaskListPane(props: Props) {
  const { title, view, listId, searchText, lists, target, groups, rows, known, openKey, sayer } = props
  const { t, today } = sayer
  const selecting = useStore(selection, (state) => state.on)
  const order = useStore(device, (state) => state.tasksOrder)
  const loading = useWaiting(known.isPending || props.waiting)
  const menu = useMenu(() => orderEntries(order, t), t('tasks.order.label'))
  const isSearch = searchText !== ''
  return (
    <section className="task-list-pane" aria-label={title}>
      {selecting ? (
        <BulkBar rows={rows} lists={lists.writable} />
      ) : (
        <header className="list-head">
          <div className="list-title">
            <h1>{title}</h1>
            <span>{known.dataUpdatedAt > 0 && t('tasks.count', { count: rows.length })}</span>
          </div>
          <IconButton
            icon={ListChecks}
            label={t('tasks.select.title')}
            onClick={() => selection.set({ on: true, keys: new Set() })}
          />
          <IconButton icon={ArrowDownUp} label={t('tasks.order.label')} {...menu.trigger} />
          {menu.element}
        </header>
      )}
      {!isSearch && (
        <div className="task-tabs" data-always={listId !== null || undefined}>
          <FilterTabs
            label={t('tasks.views.title')}
            current={view}
            tabs={taskViews.map((id) => ({
              id,
              label: t(`tasks.views.${id}`),
              count: id === 'done' || props.counts[id] === 0 ? undefined : String(props.counts[id]),
            }))}
            onChange={props.onView}
          />
        </div>
      )}
      {!isSearch && view !== 'done' && (
        <QuickTask list={target} day={view === 'today' ? today : null} sayer={sayer} />
      )}
      {known.error && (
        <Notice
          icon={TriangleAlert}
          tone="warn"
          live="alert"
          action={
            <Button kind="text" size="dense" icon={RefreshCw} onClick={() => void known.refetch()}>
              {t('actions.retry')}
            </Button>
          }
        >
          {sentenceOf(known.error, t)}
        </Notice>
      )}
      <div className="task-scroll">
        {loading && <Waiting />}
        {!known.isPending && !props.waiting && rows.length === 0 && !known.error && (
          <Empty view={view} isSearch={isSearch} sayer={sayer} />
        )}
        <TaskRows
          groups={groups}
          tasks={known.tasks}
          lists={lists.all}
          listId={isSearch ? null : listId}
          order={view === 'done' || isSearch ? 'due' : order}
          openKey={openKey}
          sayer={sayer}
          onOpen={props.onOpen}
          onAddPart={props.onAddPart}
        />
        {known.truncated && view === 'done' && <p className="task-more">{t('tasks.truncated')}</p>}
      </div>
    </section>
  )
}

function Empty({ view, isSearch, sayer: { t } }: { view: TaskView; isSearch: boolean; sayer: Sayer }) {
  return (
    <div className="empty-state task-empty">
      <span className="empty-disc">
        <Icon of={CircleCheck} size={28} />
      </span>
      <h2>{t(isSearch ? 'tasks.search.none' : `tasks.empty.${view}`)}</h2>
      {!isSearch && view !== 'done' && <p>{t('tasks.empty.hint')}</p>}
    </div>
  )
}

function Waiting() {
  return (
    <div className="task-waiting" aria-hidden="true">
      {['64%', '48%', '72%', '55%', '40%'].map((width) => (
        <div key={width}>
          <Skeleton width={width} />
          <Skeleton width="30%" />
        </div>
      ))}
    </div>
  )
}

function orderEntries(current: (typeof taskOrders)[number], t: Sayer['t']): MenuEntry[] {
  return taskOrders.map((one) => ({
    kind: 'action',
    id: one,
    label: t(`tasks.order.by.${one}`),
    checked: one === current,
    onAction: () => device.set({ tasksOrder: one }),
  }))
}
