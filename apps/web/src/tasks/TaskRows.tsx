import type { Calendar, CalendarId, Task } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useMemo, useState } from 'react'
import { useStore } from '../app/store.ts'
import { complete, place } from './actions.ts'
import { cursor, focusRow } from './cursor.ts'
import { TaskRow } from './TaskRow.tsx'
import { isDone, keyOf, type TaskGroup, type TaskOrder } from './tasks-shown.ts'
import type { Sayer } from './words.ts'

interface Props {
  groups: readonly TaskGroup[]
  tasks: readonly Task[]
  lists: readonly Calendar[]
  listId: CalendarId | null
  order: TaskOrder
  openKey: string | null
  sayer: Sayer
  onOpen: (task: Task) => void
  onAddPart: (task: Task) => void
}

/** So many are drawn; more on request. */
const MOST_AT_FIRST = 300

/** The rows under their headings: one tab stop, arrows within, Alt and arrows to put one elsewhere by hand. */
export function TaskRows({ groups, tasks, lists, listId, order, openKey, sayer, onOpen, onAddPart }: Props) {
  const { t } = sayer
  const [most, setMost] = useState(MOST_AT_FIRST)
  const [dragged, setDragged] = useState<Task | null>(null)
  const [drop, setDrop] = useState<{ key: string; side: 'before' | 'after' } | null>(null)
  const rows = groups.flatMap((group) => group.rows)
  const keys = rows.map(({ task }) => keyOf(task))
  const at = useStore(cursor, (state) => state.key)
  const reached = at !== null && keys.includes(at) ? at : (openKey ?? keys[0])
  const titles = useMemo(() => new Map(tasks.map(({ uid, title }) => [uid, title])), [tasks])
  const byHand = order === 'manual'
  const depthOf = (task: Task) => rows.find((row) => row.task === task)?.depth ?? 0
  // At the top stands what is part of nothing that is shown.
  const siblingsOf = (task: Task) => {
    const depth = depthOf(task)
    const same = rows.filter((row) => row.depth === depth).map((row) => row.task)
    return depth === 0 ? same : same.filter(({ parentUid }) => parentUid === task.parentUid)
  }

  const move = (task: Task, by: 1 | -1) => {
    const siblings = siblingsOf(task)
    const to = siblings.indexOf(task) + by
    if (to < 0 || to >= siblings.length) return
    place(siblings, task, to)
    focusRow(keyOf(task))
  }
  const onDrop = () => {
    const target = rows.find(({ task }) => keyOf(task) === drop?.key)?.task
    setDrop(null)
    setDragged(null)
    if (dragged === null || target === undefined || drop === null || target === dragged) return
    const siblings = siblingsOf(dragged)
    const others = siblings.filter((one) => one !== dragged)
    const index = others.indexOf(target)
    if (index >= 0) place(siblings, dragged, index + (drop.side === 'after' ? 1 : 0))
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const index = keys.indexOf(reached ?? '')
    const row = rows[index]
    if (row === undefined) return
    const { key, altKey } = event
    if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) {
      event.preventDefault()
      if (byHand) move(row.task, key === 'ArrowUp' ? -1 : 1)
      return
    }
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: keys.length - 1 }[key]
    if (to !== undefined && !event.ctrlKey) {
      event.preventDefault()
      const next = keys[Math.max(0, Math.min(keys.length - 1, to))]
      if (next !== undefined) focusRow(next)
      return
    }
    if (key === ' ' && event.target instanceof HTMLElement && event.target.classList.contains('task-open')) {
      event.preventDefault()
      tickAt(index)
    }
  }
  const tickAt = (index: number) => {
    const { task } = rows[index]!
    if (lists.find(({ id }) => id === task.calendarId)?.can.write !== true) return
    const next = keys[index + 1] ?? keys[index - 1]
    complete([task], !isDone(task))
    if (next !== undefined) focusRow(next)
  }

  const drawn = upTo(groups, most)
  return (
    <div
      className="task-rows"
      onKeyDown={onKeyDown}
      onDragOver={(event) => dragged && event.preventDefault()}
      onDrop={onDrop}
    >
      {drawn.map(({ group, shown }) => {
        return (
          <section
            key={group.id}
            aria-label={group.id === 'all' ? t('tasks.title') : t(`tasks.groups.${group.id}`)}
          >
            {group.id !== 'all' && (
              <h2 data-group={group.id}>
                {t(`tasks.groups.${group.id}`)} <span>{group.rows.length}</span>
              </h2>
            )}
            <ul>
              {shown.map((row) => {
                const { task, depth } = row
                const key = keyOf(task)
                return (
                  <TaskRow
                    key={key}
                    row={row}
                    lists={lists}
                    namesList={listId === null && lists.length > 1}
                    parentTitle={
                      task.parentUid !== null && depth === 0 ? (titles.get(task.parentUid) ?? null) : null
                    }
                    current={key === openKey}
                    reached={key === reached}
                    sayer={sayer}
                    moves={{
                      by: byHand ? (by) => move(task, by) : null,
                      open: () => onOpen(task),
                      addPart: () => onAddPart(task),
                      selects: true,
                    }}
                    onReach={() => cursor.set({ key })}
                    drag={
                      byHand
                        ? {
                            drop: drop?.key === key ? drop.side : null,
                            onStart: () => setDragged(task),
                            onOver: (side) => {
                              if (dragged !== null && depthOf(dragged) === depth) setDrop({ key, side })
                            },
                            onEnd: () => setDragged(null),
                          }
                        : null
                    }
                  />
                )
              })}
            </ul>
          </section>
        )
      })}
      {rows.length > most && (
        <Button kind="text" onClick={() => setMost(most + MOST_AT_FIRST)}>
          {t('tasks.showMore', { count: rows.length - most })}
        </Button>
      )}
    </div>
  )
}

/** The first so many rows, in their groups. */
function upTo(groups: readonly TaskGroup[], most: number): { group: TaskGroup; shown: TaskGroup['rows'] }[] {
  const result: { group: TaskGroup; shown: TaskGroup['rows'] }[] = []
  let left = most
  for (const group of groups) {
    if (left > 0) result.push({ group, shown: group.rows.slice(0, left) })
    left -= group.rows.length
  }
  return result
}
