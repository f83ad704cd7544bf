import '../calendar/event-card/EventCard.css'
import type { Calendar, Task } from '@staffetta/contract'
import { Button, IconButton, Popover } from '@staffetta/ui'
import { useNavigate } from '@tanstack/react-router'
import { Calendar as CalendarIcon, Clock, Flag, Tag, UserRound, X } from 'lucide-react'
import { useMemo } from 'react'
import { Fact } from '../calendar/event-face/Fact.tsx'
import { placementFor } from '../calendar/event-face/placement.ts'
import type { Sayer } from '../calendar/occurrences/day-words.ts'
import { complete, titleOf } from './actions.ts'
import { isWritable } from './grid-tasks.ts'
import { isDone } from './tasks-shown.ts'
import { dueText } from './words.ts'

interface Props {
  task: Task
  anchor: Element
  calendars: readonly Calendar[]
  sayer: Sayer
  onClose: () => void
}

/** A task in the agenda, opened beside where it stands. */
export function TaskCard({ task, anchor, calendars, sayer, onClose }: Props) {
  const { t } = sayer
  const holder = useMemo(() => ({ current: anchor }), [anchor])
  const navigate = useNavigate()
  const calendar = calendars.find(({ id }) => id === task.calendarId)
  const due = dueText(task, sayer)
  const done = isDone(task)
  const search = { task: task.ref, ...(task.recurrenceId !== null && { at: task.recurrenceId }) }
  return (
    <Popover
      label={titleOf(task)}
      anchor={holder}
      placement={placementFor(anchor)}
      className="card-popover"
      onClose={onClose}
    >
      <article className="card" data-colour={calendar?.colour ?? 'ardesia'}>
        <header className="card-head">
          <span className="card-state">{t('tasks.one')}</span>
          <IconButton icon={X} label={t('actions.close')} onClick={onClose} />
        </header>
        <h2 className="card-title">{titleOf(task)}</h2>
        <div className="card-facts">
          {due !== null && <Fact icon={Clock}>{due}</Fact>}
          {task.priority !== 'normal' && <Fact icon={Flag}>{t(`tasks.priority.${task.priority}Long`)}</Fact>}
          {task.assignee && <Fact icon={UserRound}>{task.assignee.name || task.assignee.address}</Fact>}
          {task.tags.length > 0 && <Fact icon={Tag}>{task.tags.join(', ')}</Fact>}
          {calendar && <Fact icon={CalendarIcon}>{calendar.name}</Fact>}
        </div>
        <footer className="task-card-foot">
          {isWritable(task, calendars) && (
            <Button
              kind="primary"
              onClick={() => {
                onClose()
                complete([task], !done)
              }}
            >
              {t(done ? 'tasks.reopen' : 'tasks.complete')}
            </Button>
          )}
          <Button onClick={() => void navigate({ to: '/tasks/$view', params: { view: 'all' }, search })}>
            {t('tasks.openInTasks')}
          </Button>
        </footer>
      </article>
    </Popover>
  )
}
