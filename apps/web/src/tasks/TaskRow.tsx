import './TaskTick.css'
import './TaskRow.css'
import type { Calendar, Task } from '@staffetta/contract'
import { Icon, IconButton, useContextMenu, VisuallyHidden } from '@staffetta/ui'
import {
  ArrowDown,
  Bell,
  CalendarDays,
  Ellipsis,
  Flag,
  GripVertical,
  ListTree,
  type LucideIcon,
  Mail,
  Repeat,
  StickyNote,
  UserRound,
} from 'lucide-react'
import { useRef } from 'react'
import { useStore } from '../app/store.ts'
import { complete, titleOf } from './actions.ts'
import { selection, toggle } from './selection.ts'
import { type RowMoves, taskMenu } from './task-menu.ts'
import { isDone, keyOf, type ShownTask } from './tasks-shown.ts'
import { dayText, dueText, type Sayer, urgencyOf } from './words.ts'

interface Props {
  row: ShownTask
  lists: readonly Calendar[]
  /** Which list it lies in is said where several are on screen. */
  namesList: boolean
  parentTitle: string | null
  current: boolean
  /** The one row that Tab comes to. */
  reached: boolean
  sayer: Sayer
  moves: RowMoves
  onReach: () => void
  /** Of a list that is ordered by hand. */
  drag: {
    drop: 'before' | 'after' | null
    onStart: () => void
    onOver: (side: 'before' | 'after') => void
    onEnd: () => void
  } | null
}

/** One task: ticked off at its left, opened by its words. */
export function TaskRow({
  row,
  lists,
  namesList,
  parentTitle,
  current,
  reached,
  sayer,
  moves,
  onReach,
  drag,
}: Props) {
  const { task, depth, parts } = row
  const { t } = sayer
  const selecting = useStore(selection, (state) => state.on)
  const selected = useStore(selection, (state) => state.keys.has(keyOf(task)))
  const button = useRef<HTMLButtonElement>(null)
  const menu = useContextMenu(t('tasks.menu.title', { title: titleOf(task) }))
  const list = lists.find(({ id }) => id === task.calendarId)
  const done = isDone(task)
  const title = titleOf(task)
  const entries = () => taskMenu(task, lists, t, moves)
  const canWrite = list?.can.write === true
  return (
    <li>
      <div
        className="task"
        data-key={keyOf(task)}
        data-done={done || undefined}
        data-selected={selected || undefined}
        data-current={current || undefined}
        data-urgency={urgencyOf(task, sayer) ?? undefined}
        style={depth === 0 ? undefined : { paddingInlineStart: `${12 + depth * 28}px` }}
        data-drop={drag?.drop ?? undefined}
        onFocus={onReach}
        onDragOver={(event) => {
          const { top, height } = event.currentTarget.getBoundingClientRect()
          drag?.onOver(event.clientY < top + height / 2 ? 'before' : 'after')
        }}
        onContextMenu={(event) => {
          event.preventDefault()
          menu.open({ x: event.clientX, y: event.clientY }, entries())
        }}
      >
        {drag && canWrite && (
          <span
            className="task-grip"
            draggable
            onDragStart={drag.onStart}
            onDragEnd={drag.onEnd}
            title={t('tasks.order.drag')}
          >
            <Icon of={GripVertical} size={16} />
          </span>
        )}
        {selecting ? (
          <input
            type="checkbox"
            className="ui-checkbox"
            aria-label={t('tasks.select.named', { title })}
            tabIndex={reached ? 0 : -1}
            checked={selected}
            onChange={() => toggle(task)}
          />
        ) : (
          <input
            type="checkbox"
            className="task-tick"
            data-priority={task.priority}
            aria-label={t('tasks.completeNamed', { title })}
            title={t(done ? 'tasks.reopen' : 'tasks.complete')}
            tabIndex={reached ? 0 : -1}
            checked={done}
            disabled={!canWrite}
            onChange={() => complete([task], !done)}
          />
        )}
        <button
          type="button"
          className="task-open"
          aria-current={current || undefined}
          tabIndex={reached ? 0 : -1}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || selecting) toggle(task)
            else moves.open?.()
          }}
        >
          <span className="task-title">
            {task.priority === 'high' && !done && (
              <Icon of={Flag} size={14} filled label={t('tasks.priority.highLong')} />
            )}
            {task.priority === 'low' && !done && (
              <Icon of={ArrowDown} size={14} label={t('tasks.priority.lowLong')} />
            )}
            <span>{title}</span>
          </span>
          <span className="task-meta">
            <When task={task} sayer={sayer} />
            {task.recurrenceId !== null && <Sign icon={Repeat} label={t('tasks.signs.repeats')} />}
            {parts.all > 0 && (
              <span className="task-sign">
                <Icon of={ListTree} size={14} label={t('tasks.parts.title')} />
                {parts.all - parts.open}/{parts.all}
              </span>
            )}
            {task.percent > 0 && task.percent < 100 && (
              <span>{sayer.formats.percent(task.percent / 100)}</span>
            )}
            {task.hasReminders && <Sign icon={Bell} label={t('tasks.signs.reminders')} />}
            {task.hasNotes && <Sign icon={StickyNote} label={t('tasks.signs.notes')} />}
            {task.messageId !== null && <Sign icon={Mail} label={t('tasks.signs.mail')} />}
            {task.assignee && (
              <span className="task-sign">
                <Icon of={UserRound} size={14} label={t('tasks.fields.assignee')} />
                {task.assignee.name || task.assignee.address}
              </span>
            )}
            {task.tags.slice(0, 4).map((tag) => (
              <span key={tag} className="task-tag">
                {tag}
              </span>
            ))}
            {parentTitle !== null && (
              <span className="task-parent">{t('tasks.parts.of', { title: parentTitle })}</span>
            )}
            {namesList && list && (
              <span className="task-list-name" data-colour={list.colour}>
                <i aria-hidden="true" />
                {list.name}
              </span>
            )}
          </span>
        </button>
        <IconButton
          ref={button}
          className="task-menu"
          icon={Ellipsis}
          size={28}
          label={t('tasks.menu.title', { title })}
          aria-haspopup="menu"
          tabIndex={reached ? 0 : -1}
          onClick={() => menu.open(button, entries())}
        />
        {menu.element}
      </div>
    </li>
  )
}

/** When it is to be done; of what is done, when that was. */
function When({ task, sayer }: Pick<Props, 'sayer'> & { task: Task }) {
  const { t, clock } = sayer
  if (task.completedAt !== null && isDone(task)) {
    const { day } = clock.wallOf(Date.parse(task.completedAt))
    return <span>{t('tasks.completedOn', { when: dayText(day, sayer) })}</span>
  }
  const due = dueText(task, sayer)
  if (due === null) return null
  return (
    <span className="task-due">
      <Icon of={CalendarDays} size={14} />
      <VisuallyHidden>
        {t(urgencyOf(task, sayer) === 'overdue' ? 'tasks.overdueSince' : 'tasks.fields.due')}{' '}
      </VisuallyHidden>
      {due}
    </span>
  )
}

function Sign({ icon, label }: { icon: LucideIcon; label: string }) {
  return (
    <span className="task-sign" title={label}>
      <Icon of={icon} size={14} label={label} />
    </span>
  )
}
