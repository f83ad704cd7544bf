import type { Calendar, Task } from '@staffetta/contract'
import { Button, Checkbox, useMenu } from '@staffetta/ui'
import { CalendarClock, CircleCheck, FolderInput, Trash, X } from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
import { complete, moveTo, postpone, remove } from './actions.ts'
import { clearSelection, select, selection } from './selection.ts'
import { isDone, keyOf } from './tasks-shown.ts'

interface Props {
  rows: readonly Task[]
  lists: readonly Calendar[]
}

/** Takes the place of the head while tasks are chosen: how many, and what one can do with all of them. */
export function BulkBar({ rows, lists }: Props) {
  const { t } = useI18n()
  const chosen = useChosen(rows)
  const menu = useMenu(
    () =>
      lists.map(({ id, name }) => ({
        kind: 'action' as const,
        id,
        label: name,
        onAction: () => finish(() => moveTo(chosen, id, name)),
      })),
    t('tasks.moveTo'),
  )
  const verbs = useVerbs(chosen)
  return (
    <div className="task-bulk" role="toolbar" aria-label={t('list.actions')}>
      <Checkbox
        label={t('list.selectAll')}
        labelHidden
        checked={rows.length > 0 && chosen.length === rows.length}
        mixed={chosen.length > 0 && chosen.length < rows.length}
        onChange={() => (chosen.length === rows.length ? select([]) : select(rows))}
      />
      <span className="task-bulk-count" role="status">
        {t('tasks.select.count', { count: chosen.length })}
      </span>
      {verbs.map(({ id, label, icon, onPress }) => (
        <Button
          key={id}
          kind="ghost"
          icon={icon}
          title={label}
          disabled={chosen.length === 0}
          onClick={onPress}
        >
          <span className="task-bulk-word">{label}</span>
        </Button>
      ))}
      {lists.length > 1 && (
        <Button
          kind="ghost"
          icon={FolderInput}
          title={t('tasks.moveTo')}
          disabled={chosen.length === 0}
          {...menu.trigger}
        >
          <span className="task-bulk-word">{t('tasks.moveTo')}</span>
        </Button>
      )}
      {menu.element}
      <Button
        kind="text"
        className="task-bulk-end"
        icon={X}
        title={t('list.deselect')}
        onClick={clearSelection}
      >
        <span className="task-bulk-word">{t('list.deselect')}</span>
      </Button>
    </div>
  )
}

/** On a phone the verbs take the place of the lower bar. */
export function PhoneBulkBar({ rows }: Pick<Props, 'rows'>) {
  const { t } = useI18n()
  const verbs = useVerbs(useChosen(rows))
  return (
    <nav className="phone-bar" aria-label={t('list.actions')}>
      {verbs.map(({ id, icon: Glyph, short, onPress }) => (
        <button key={id} type="button" className="phone-item" onClick={onPress}>
          <span className="phone-icon">
            <Glyph size={22} strokeWidth={1.75} aria-hidden="true" />
          </span>
          {short}
        </button>
      ))}
      <button type="button" className="phone-item" onClick={clearSelection}>
        <span className="phone-icon">
          <X size={22} strokeWidth={1.75} aria-hidden="true" />
        </span>
        {t('actions.cancel')}
      </button>
    </nav>
  )
}

function useChosen(rows: readonly Task[]): Task[] {
  const keys = useStore(selection, (state) => state.keys)
  return rows.filter((task) => keys.has(keyOf(task)))
}

function useVerbs(chosen: readonly Task[]) {
  const { t } = useI18n()
  const done = chosen.length > 0 && chosen.every(isDone)
  return [
    {
      id: 'complete',
      icon: CircleCheck,
      label: t(done ? 'tasks.reopen' : 'tasks.complete'),
      short: t(done ? 'tasks.reopenShort' : 'tasks.completeShort'),
      onPress: () => finish(() => complete(chosen, !done)),
    },
    {
      id: 'postpone',
      icon: CalendarClock,
      label: t('tasks.postpone.tomorrowLong'),
      short: t('tasks.postpone.tomorrow'),
      onPress: () => finish(() => postpone(chosen, 1)),
    },
    {
      id: 'delete',
      icon: Trash,
      label: t('actions.delete'),
      short: t('actions.delete'),
      onPress: () => void remove(chosen).then((gone) => gone && clearSelection()),
    },
  ]
}

function finish(work: () => void): void {
  work()
  clearSelection()
}
