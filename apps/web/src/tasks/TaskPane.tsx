import './TaskPane.css'
import { ApiError, type Calendar, type Task, type TaskName } from '@staffetta/contract'
import { Button, Icon, IconButton, Notice, Skeleton, useMenu } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, EllipsisVertical, ListTodo, Lock, X } from 'lucide-react'
import { useEffect } from 'react'
import { sentenceOf } from '../app/errors.tsx'
import { ownZone } from '../calendar/clock/wall-clock.ts'
import { complete, titleOf } from './actions.ts'
import { TaskForm } from './TaskForm.tsx'
import { taskMenu } from './task-menu.ts'
import { taskQueries } from './queries.ts'
import { isDone, keyOf } from './tasks-shown.ts'
import type { Sayer } from './words.ts'

interface Props {
  name: TaskName
  /** As the list has it, which knows what the hand just did. */
  shown: Task | undefined
  tasks: readonly Task[]
  lists: readonly Calendar[]
  sayer: Sayer
  onOpen: (task: TaskName) => void
  onClose: () => void
}

/** One task, opened: everything it says can be changed where it stands. */
export function TaskPane({ name, shown, tasks, lists, sayer, onOpen, onClose }: Props) {
  const { t } = sayer
  const { data: detail, error } = useQuery(taskQueries.task(name, ownZone()))
  const task = shown ?? detail?.task
  // A series that was moved has other names for its occurrences, a task in another list has another place: what is open goes along.
  const followed = tasks.find(
    (one) =>
      one.uid === detail?.task.uid &&
      keyOf(one) !== keyOf(name) &&
      (name.recurrenceId === null || !isDone(one)),
  )
  const gone = error instanceof ApiError && error.code === 'calendar/task-gone'
  useEffect(() => {
    if (gone && followed !== undefined) onOpen(followed)
  }, [gone, followed, onOpen])
  const menu = useMenu(
    () =>
      task ? taskMenu(task, lists, t, { by: null, open: null, addPart: focusPart, selects: false }) : [],
    t('actions.more'),
  )
  const done = task !== undefined && isDone(task)
  return (
    <section className="task-pane" aria-label={task ? titleOf(task) : t('tasks.title')}>
      <header className="task-pane-head">
        <IconButton
          className="task-pane-back"
          icon={ArrowLeft}
          size={44}
          label={t('actions.back')}
          onClick={onClose}
        />
        {task && detail?.can.change && (
          <Button kind={done ? 'default' : 'primary'} onClick={() => complete([task], !done)}>
            {t(done ? 'tasks.reopen' : 'tasks.complete')}
          </Button>
        )}
        <span className="task-pane-space" />
        {task && <IconButton icon={EllipsisVertical} label={t('actions.more')} {...menu.trigger} />}
        {menu.element}
        <IconButton
          className="task-pane-close"
          icon={X}
          label={t('actions.close')}
          keys="Esc"
          onClick={onClose}
        />
      </header>
      <div className="task-pane-body">
        {detail && !detail.can.change && (
          <Notice icon={Lock} live="status">
            {t('tasks.readOnly')}
          </Notice>
        )}
        {detail ? (
          <TaskForm
            key={`${name.ref} ${name.recurrenceId ?? ''}`}
            detail={detail}
            tasks={tasks}
            lists={lists}
            sayer={sayer}
            onOpen={onOpen}
          />
        ) : error ? (
          <div className="empty-state" role="alert">
            <span className="empty-disc">
              <Icon of={ListTodo} size={28} />
            </span>
            <p>{sentenceOf(error, t)}</p>
            <Button onClick={onClose}>{t('actions.close')}</Button>
          </div>
        ) : (
          <div className="task-pane-waiting" aria-hidden="true">
            <Skeleton width="70%" />
            <Skeleton width="40%" />
            <Skeleton width="55%" />
          </div>
        )}
      </div>
    </section>
  )
}

const focusPart = (): void => document.querySelector<HTMLElement>('.task-parts .quick-task input')?.focus()
