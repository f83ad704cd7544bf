import '../calendar/event-editor/EventForm.css'
import type { Calendar, Task, TaskDetail, TaskName } from '@staffetta/contract'
import { Field, Select, TextArea } from '@staffetta/ui'
import { CategoriesField } from '../calendar/fields/CategoriesField.tsx'
import { RecurrenceFields } from '../calendar/recurrence/RecurrenceFields.tsx'
import { recurrenceFormOf, ruleOf } from '../calendar/recurrence/recurrence-form.ts'
import { moveTo } from './actions.ts'
import { AssigneeField } from './AssigneeField.tsx'
import { MailLink } from './MailLink.tsx'
import { ProgressField } from './ProgressField.tsx'
import { PriorityField } from './PriorityField.tsx'
import { TaskParts } from './TaskParts.tsx'
import { TaskReminder } from './TaskReminder.tsx'
import { useTaskDraft } from './use-task-draft.ts'
import { wallOf } from './when.ts'
import { WhenFields } from './WhenFields.tsx'
import type { Sayer } from './words.ts'

interface Props {
  detail: TaskDetail
  tasks: readonly Task[]
  lists: readonly Calendar[]
  sayer: Sayer
  onOpen: (task: TaskName) => void
}

/** All that can be set of a task, in the order in which people say it; what is set is stored by itself. */
export function TaskForm({ detail, tasks, lists, sayer, onOpen }: Props) {
  const { t, clock } = sayer
  const { task } = detail
  const { fields, set, flush } = useTaskDraft(detail)
  const due = wallOf(fields.due, clock)
  const list = lists.find(({ id }) => id === task.calendarId)
  const recurs = fields.recurrence !== null
  return (
    <fieldset className="task-form edit-sheet edit-form-part" disabled={!detail.can.change}>
      <TextArea
        className="task-form-title"
        label={t('tasks.fields.title')}
        labelHidden
        rows={1}
        maxLength={1000}
        placeholder={t('tasks.untitled')}
        value={fields.title}
        onChange={({ target }) => set({ title: target.value.replaceAll(/\s*\n\s*/g, ' ') }, 'at-rest')}
        onBlur={flush}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          event.currentTarget.blur()
        }}
      />
      {fields.messageId !== null && (
        <MailLink messageId={fields.messageId} onRemove={() => set({ messageId: null }, 'now')} t={t} />
      )}
      <WhenFields fields={fields} sayer={sayer} onChange={(change) => set(change, 'now')} />
      {due !== null && (
        <RecurrenceFields
          recurrence={fields.recurrence && recurrenceFormOf(fields.recurrence, due.day)}
          start={due.day}
          seriesStart={recurs ? due.day : null}
          onChange={(recurrence) => set({ recurrence: recurrence && ruleOf(recurrence) }, 'at-rest')}
        />
      )}
      <div className="edit-pair">
        <PriorityField priority={fields.priority} t={t} onChange={(priority) => set({ priority }, 'now')} />
        <Select
          label={t('tasks.fields.list')}
          value={task.calendarId}
          options={lists
            .filter((one) => one.can.write || one.id === task.calendarId)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ target }) => {
            const other = lists.find(({ id }) => id === target.value)
            flush()
            if (other && other !== list) moveTo([task], other.id, other.name)
          }}
        />
      </div>
      <ProgressField
        percent={fields.percent}
        sayer={sayer}
        onChange={(percent) => set({ percent }, 'at-rest')}
      />
      <TextArea
        label={t('tasks.fields.notes')}
        rows={4}
        maxLength={20_000}
        value={fields.notes}
        onChange={({ target }) => set({ notes: target.value }, 'at-rest')}
        onBlur={flush}
      />
      {task.recurrenceId === null && (
        <TaskParts task={task} tasks={tasks} list={list} sayer={sayer} onOpen={onOpen} />
      )}
      {due !== null && (
        <TaskReminder
          reminders={fields.reminders}
          t={t}
          onChange={(reminders) => set({ reminders }, 'now')}
        />
      )}
      <CategoriesField categories={fields.tags} onChange={(tags) => set({ tags }, 'now')} />
      <AssigneeField assignee={fields.assignee} onChange={(assignee) => set({ assignee }, 'now')} />
      <Field
        label={t('tasks.fields.url')}
        type="url"
        maxLength={2000}
        autoComplete="off"
        value={fields.url}
        onChange={({ target }) => set({ url: target.value.trim() }, 'at-rest')}
        onBlur={flush}
      />
    </fieldset>
  )
}
