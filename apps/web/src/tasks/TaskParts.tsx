import './TaskTick.css'
import type { Calendar, Task, TaskName } from '@staffetta/contract'
import { complete, titleOf } from './actions.ts'
import { QuickTask } from './QuickTask.tsx'
import { isDone, keyOf } from './tasks-shown.ts'
import { dueText, type Sayer } from './words.ts'

interface Props {
  task: Task
  tasks: readonly Task[]
  list: Calendar | undefined
  sayer: Sayer
  onOpen: (task: TaskName) => void
}

/** What it consists of, each a task of its own; and what it is itself a part of. */
export function TaskParts({ task, tasks, list, sayer, onOpen }: Props) {
  const { t } = sayer
  const parts = tasks
    .filter(({ parentUid }) => parentUid === task.uid)
    .toSorted((one, other) => Number(isDone(one)) - Number(isDone(other)) || one.order - other.order)
  const whole = tasks.find(({ uid }) => uid === task.parentUid)
  return (
    <section className="task-parts" aria-label={t('tasks.parts.title')}>
      {whole && (
        <p>
          {t('tasks.parts.partOf')}{' '}
          <button type="button" onClick={() => onOpen(whole)}>
            {titleOf(whole)}
          </button>
        </p>
      )}
      <h2>{t('tasks.parts.title')}</h2>
      <ul>
        {parts.map((part) => (
          <li key={keyOf(part)} data-done={isDone(part) || undefined}>
            <input
              type="checkbox"
              className="task-tick"
              aria-label={t('tasks.completeNamed', { title: titleOf(part) })}
              checked={isDone(part)}
              onChange={() => complete([part], !isDone(part))}
            />
            <button type="button" onClick={() => onOpen(part)}>
              <span>{titleOf(part)}</span>
              <small>{dueText(part, sayer)}</small>
            </button>
          </li>
        ))}
      </ul>
      {list?.can.write && (
        <QuickTask list={list} day={null} sayer={sayer} parent={{ uid: task.uid, title: titleOf(task) }} />
      )}
    </section>
  )
}
