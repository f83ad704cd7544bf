import type { Calendar } from '@staffetta/contract'
import { Icon, ProgressBar } from '@staffetta/ui'
import { Star, TriangleAlert } from 'lucide-react'
import { sentenceOfCode } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { updateCalendar } from '../state/calendar-mutations.ts'
import { inBackground } from '../state/in-background.ts'
import { calendarMenu } from './calendar-menu.ts'
import { RowMenu } from './RowMenu.tsx'

interface Props {
  calendar: Calendar
  /** It is being drawn to another place. */
  dragged: boolean
  onDrag: () => void
  /** Another is drawn over it. */
  onOver: () => void
  /** Let go; `dropped`: where it may stay. */
  onDrop: (dropped: boolean) => void
  /** By one place; null where there is but one. */
  onMove: ((by: 1 | -1) => void) | null
}

/** A calendar: whether one sees it, whose it is, how it stands, and what can be done with it. */
export function CalendarRow({ calendar, dragged, onDrag, onOver, onDrop, onMove }: Props) {
  const { t, formats } = useI18n()
  const { id, name, colour, shown, state, progress, error, staleSince } = calendar
  return (
    <li className="calendar-row" data-colour={colour} data-dragged={dragged || undefined}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- It is drawn by hand; the checkbox takes the same keys, the menu says the same words. */}
      <label
        title={calendar.owner === null ? name : `${name} – ${calendar.owner}`}
        draggable={onMove !== null}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move'
          // Firefox draws nothing that carries nothing.
          event.dataTransfer.setData('text/plain', name)
          onDrag()
        }}
        onDragEnter={onOver}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => event.preventDefault()}
        onDragEnd={(event) => onDrop(event.dataTransfer.dropEffect !== 'none')}
      >
        <input
          type="checkbox"
          className="calendar-box"
          checked={shown}
          onChange={() => inBackground(updateCalendar(id, { shown: !shown }))}
          onKeyDown={(event) => {
            const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
            if (!event.altKey || by === null) return
            event.preventDefault()
            onMove?.(by)
          }}
        />
        <span>
          {name}
          {calendar.kind === 'shared' && calendar.owner !== name && <small>{calendar.owner}</small>}
        </span>
        {calendar.isDefault && calendar.kind === 'own' && (
          <Icon of={Star} size={14} label={t('calendar.side.isDefault')} />
        )}
      </label>
      <RowMenu label={t('calendar.side.menu', { name })} entries={() => calendarMenu(calendar, t, onMove)} />
      {state === 'syncing' && (
        <div className="calendar-state">
          <span>{t('calendar.side.syncing')}</span>
          {progress !== null && (
            <ProgressBar
              label={t('calendar.side.syncing')}
              share={progress > 1 ? progress / 100 : progress}
            />
          )}
        </div>
      )}
      {state === 'failed' && (
        <div className="calendar-state" data-failed>
          <Icon of={TriangleAlert} size={14} />
          <span>
            {staleSince === null
              ? t('calendar.side.failed')
              : t('calendar.side.failedSince', { when: formats.messageDate(staleSince) })}
            {error !== null && <small>{sentenceOfCode(error, t)}</small>}
          </span>
        </div>
      )}
    </li>
  )
}
