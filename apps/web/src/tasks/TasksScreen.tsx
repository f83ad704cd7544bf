import '../calendar/calendars/colours.css'
import './Tasks.css'
import type { CalendarId, Task, TaskName } from '@staffetta/contract'
import { Icon } from '@staffetta/ui'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ListTodo, Plus } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { device } from '../app/device.ts'
import { Region } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { usePhoneSearch } from '../app/layout/use-phone-search.tsx'
import { useServices } from '../app/layout/services.ts'
import { Shell } from '../app/layout/Shell.tsx'
import { useStore } from '../app/store.ts'
import type { Change } from '../calendar/state/pending.ts'
import { dayWords } from '../calendar/occurrences/day-words.ts'
import { PhoneBulkBar } from './BulkBar.tsx'
import { pending, uidOfSaving } from './changes.ts'
import { focusRow } from './cursor.ts'
import { clearSelection, selection } from './selection.ts'
import { useTaskShortcuts } from './shortcuts.ts'
import { TaskDialogs } from './TaskDialogs.tsx'
import { TaskListPane } from './TaskListPane.tsx'
import { TaskPane } from './TaskPane.tsx'
import { focusTaskSearch, TaskSearch } from './TaskSearch.tsx'
import { TaskSide } from './TaskSide.tsx'
import { countIn, groupsOf, keyOf, type TaskView, taskViews } from './tasks-shown.ts'
import { listForNew, useFoundTasks, useLists, useLook, useTasks } from './use-tasks.ts'
import type { Sayer } from './words.ts'

/** What is to be done: how one looks at it, which list and which task are open, are in the address. */
export function TasksScreen() {
  const { t, formats, locale } = useI18n()
  const navigate = useNavigate()
  const services = useServices()
  const params = useParams({ strict: false })
  // Not strict: while one goes elsewhere this is drawn once more, and the address is another by then.
  const { list: listId = null, q = '', task: openRef, at } = useSearch({ strict: false })
  const view = taskViews.find((one) => one === params.view) ?? 'today'
  const look = useLook()
  const sayer = useMemo<Sayer>(
    () => ({ ...look, t, formats, words: dayWords(locale) }),
    [look, t, formats, locale],
  )
  const known = useTasks()
  const found = useFoundTasks(q)
  const lists = useLists(known.tasks, listId)
  const order = useStore(device, (state) => state.tasksOrder)
  const selecting = useStore(selection, (state) => state.on)
  const [awaited, setAwaited] = useState<string | null>(null)
  const list = lists.all.find(({ id }) => id === listId)
  const tasks = q === '' ? known.tasks : found.tasks
  const groups = useMemo(
    () => groupsOf(tasks, { view: q === '' ? view : 'any', order, look, listId: q === '' ? listId : null }),
    [tasks, view, order, look, listId, q],
  )
  const rows = useMemo(() => groups.flatMap((group) => group.rows.map(({ task }) => task)), [groups])
  const open: TaskName | null = openRef === undefined ? null : { ref: openRef, recurrenceId: at ?? null }
  const openKey = open && keyOf(open)
  const shown = known.tasks.find((task) => keyOf(task) === openKey)

  const goTo = (next: TaskView, nextList: CalendarId | null) => {
    drawer.set({ open: false })
    clearSelection()
    void navigate({
      to: '/tasks/$view',
      params: { view: next },
      search: nextList === null ? {} : { list: nextList },
    })
  }
  const onSearch = (text: string) =>
    void navigate({
      to: '.',
      search: ({ q: _q, ...rest }) => ({ ...rest, ...(text !== '' && { q: text }) }),
      replace: true,
    })
  const onOpen = useCallback(
    ({ ref, recurrenceId }: TaskName) => {
      // What is on its way to the server has no name yet: it is opened when it has one.
      const uid = uidOfSaving(ref)
      setAwaited(uid)
      if (uid !== null) return
      void navigate({
        to: '.',
        search: ({ task: _task, at: _at, ...rest }) => ({
          ...rest,
          task: ref,
          ...(recurrenceId !== null && { at: recurrenceId }),
        }),
        replace: openRef !== undefined,
      })
    },
    [navigate, openRef],
  )
  const arrived = known.tasks.find(({ uid, ref }) => uid === awaited && uidOfSaving(ref) === null)
  useEffect(() => {
    if (arrived) onOpen(arrived)
  }, [arrived, onOpen])
  // What was removed by hand is closed; of one that recurs the next takes its place (TaskPane.tsx).
  const removed = useStore(
    pending,
    ({ changes }) => open?.recurrenceId === null && changes.some((change) => removes(change, openKey)),
  )
  useEffect(() => {
    if (removed) void navigate({ to: '.', search: ({ task: _task, at: _at, ...rest }) => rest })
  }, [removed, navigate])
  const onClose = () => {
    void navigate({ to: '.', search: ({ task: _task, at: _at, ...rest }) => rest })
    if (openKey) focusRow(openKey)
  }
  const onAddPart = (task: Task) => {
    onOpen(task)
    setTimeout(() => document.querySelector<HTMLElement>('.task-parts .quick-task input')?.focus(), 400)
  }
  const onNew = () => {
    const focus = () => document.querySelector<HTMLElement>('.task-list-pane .quick-task input')?.focus()
    const hidden = drawer.get().open
    drawer.set({ open: false })
    // Out of the drawer once it is closed; else at once, so that no key is lost.
    if (hidden) setTimeout(focus)
    else focus()
  }
  const title = q !== '' ? t('tasks.search.title') : (list?.name ?? t(`tasks.views.${view}`))

  useEffect(() => {
    document.title = `${title} – ${t('shell.tasks')}`
  }, [title, t])
  useEffect(() => clearSelection, [])
  useTaskShortcuts({
    rows,
    lists: lists.all,
    open: shown ?? null,
    onOpen,
    onClose,
    onNew,
    onMail: services.mail,
  })

  const phone = usePhoneSearch({
    title,
    opens: t('tasks.side.open'),
    words: q,
    renderBox: (autoFocus) => <TaskSearch text={q} autoFocus={autoFocus} onSearch={onSearch} />,
    onOpened: focusTaskSearch,
    onLeft: () => onSearch(''),
  })
  return (
    <Shell
      current="tasks"
      onCurrent={() => goTo('today', null)}
      search={<TaskSearch text={q} onSearch={onSearch} />}
      side={
        <TaskSide
          view={view}
          listId={listId}
          lists={lists}
          counts={countIn(known.tasks, look, null)}
          countOf={(id) => countIn(known.tasks, look, id).all}
          waiting={known.isPending}
          loaded={known.dataUpdatedAt > 0}
          onView={(next) => goTo(next, null)}
          onList={(id) => goTo('all', id)}
          onNew={onNew}
        />
      }
      sideLabels={{ name: t('tasks.side.name'), open: t('tasks.side.open'), close: t('tasks.side.close') }}
      phoneTitle={phone.title}
      phoneAction={phone.button}
      phoneFull={open !== null}
      phoneBar={selecting ? <PhoneBulkBar rows={rows} /> : undefined}
      phonePrimary={{ icon: Plus, label: t('tasks.newShort'), onPress: onNew }}
    >
      <div className="tasks" data-open={open !== null || undefined}>
        <Region resetKey={`${view} ${listId ?? ''}`}>
          <TaskListPane
            title={title}
            view={view}
            listId={listId}
            searchText={q}
            lists={lists}
            target={listForNew(lists, listId)}
            groups={groups}
            rows={rows}
            known={known}
            waiting={q !== '' && found.isFetching && rows.length === 0}
            openKey={openKey}
            sayer={sayer}
            counts={countIn(known.tasks, look, listId)}
            onView={(next) => goTo(next, listId)}
            onOpen={onOpen}
            onAddPart={onAddPart}
          />
        </Region>
        {open === null ? (
          <div className="tasks-none empty-state">
            <span className="empty-disc">
              <Icon of={ListTodo} size={28} />
            </span>
            <h2>{t('tasks.none')}</h2>
            <p>{t('tasks.noneHint')}</p>
          </div>
        ) : (
          <Region resetKey={openKey ?? ''}>
            <TaskPane
              key={openKey}
              name={open}
              shown={shown}
              tasks={known.tasks}
              lists={lists.all}
              sayer={sayer}
              onOpen={onOpen}
              onClose={onClose}
            />
          </Region>
        )}
      </div>
      <TaskDialogs onList={(id) => goTo('all', id)} onGone={(id) => id === listId && goTo('all', null)} />
    </Shell>
  )
}

function removes({ before, after }: Change<Task>, key: string | null): boolean {
  return before.some((task) => keyOf(task) === key) && !after.some((task) => keyOf(task) === key)
}
