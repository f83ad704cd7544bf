import './TaskTick.css'
import type { Calendar, Task } from '@staffetta/contract'
import { useI18n } from '../app/i18n.tsx'
import { complete, titleOf } from './actions.ts'
import { uidOfSaving } from './changes.ts'
import { isWritable } from './grid-tasks.ts'
import { isDone } from './tasks-shown.ts'

interface Props {
  task: Task
  calendars: readonly Calendar[]
  /** Its event is the one that Tab reaches: it comes next. */
  reached: boolean
}

/** The tick of a task among events. */
export function GridTick({ task, calendars, reached }: Props) {
  const { t } = useI18n()
  const done = isDone(task)
  return (
    <input
      type="checkbox"
      className="task-tick event-tick"
      aria-label={t('tasks.completeNamed', { title: titleOf(task) })}
      title={t(done ? 'tasks.reopen' : 'tasks.complete')}
      tabIndex={reached ? 0 : -1}
      checked={done}
      disabled={!isWritable(task, calendars) || uidOfSaving(task.ref) !== null}
      onPointerDown={(event) => event.stopPropagation()}
      onChange={() => complete([task], !done)}
    />
  )
}
