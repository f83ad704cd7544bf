import './QuickTask.css'
import type { Calendar } from '@staffetta/contract'
import type { Locale } from '@staffetta/i18n'
import { Icon, IconButton } from '@staffetta/ui'
import { CalendarDays, Flag, Plus, Repeat, Tag } from 'lucide-react'
import { useEffect, useEffectEvent, useId, useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { dayNames } from '../calendar/fields/day-names.ts'
import { usePaused } from '../calendar/fields/use-paused.ts'
import { ownZone, clockText } from '../calendar/clock/wall-clock.ts'
import { create } from './actions.ts'
import { parseQuickTask, type QuickTask as Understood } from './quick-task.ts'
import type { Sayer } from './words.ts'
import { dayText } from './words.ts'
import { wallOf } from './when.ts'

interface Props {
  /** Where it goes; without one there is nowhere to go. */
  list: Calendar | undefined
  /** Of a view of one day: what has no date is due then. */
  day: string | null
  sayer: Sayer
  /** A part of another: its name and what makes it one. */
  parent?: { uid: string; title: string } | undefined
  autoFocus?: boolean
  onDone?: () => void
}

/** What is heard waits until the hand does. */
const pauseMs = 700

/** One line that becomes a task: what is understood of it is shown below while one writes. */
export function QuickTask({ list, day, sayer, parent, autoFocus = false, onDone }: Props) {
  const { t, locale } = useI18n()
  const [text, setText] = useState('')
  const [waits, setWaits] = useState(false)
  const id = useId()
  const read = readNow(text, locale)
  const understood: Understood = {
    ...read,
    due: read.due ?? (day === null ? null : { kind: 'date', date: day }),
  }
  const chips = chipsOf(understood, sayer, dayNames(locale).weekdayShort)
  const spoken = usePaused(
    text.trim() === ''
      ? ''
      : [understood.title, ...chips.map((chip) => chip.text)].filter(Boolean).join(', '),
    pauseMs,
  )
  const ready = understood.title !== ''
  const save = () => {
    if (!ready) return
    // Whoever is quicker than the lists is not asked to press again.
    if (list === undefined) return setWaits(true)
    setWaits(false)
    create(list.id, { ...understood, ...(parent && { parentUid: parent.uid }) })
    setText('')
  }
  const onceKnown = useEffectEvent(save)
  useEffect(() => {
    if (waits && list !== undefined) onceKnown()
  }, [waits, list])
  const label = parent ? t('tasks.quick.part', { title: parent.title }) : t('tasks.quick.label')
  return (
    <form
      className="quick-task"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className="quick-task-line">
        <Icon of={Plus} size={18} />
        <input
          value={text}
          aria-label={label}
          aria-describedby={`${id}-hint`}
          placeholder={t(parent ? 'tasks.parts.add' : 'tasks.quick.placeholder')}
          autoFocus={autoFocus}
          autoComplete="off"
          enterKeyHint="done"
          maxLength={500}
          onChange={({ target }) => {
            setText(target.value)
            setWaits(false)
          }}
          onBlur={() => text === '' && onDone?.()}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setText('')
            event.currentTarget.blur()
            onDone?.()
          }}
        />
        {text !== '' && (
          <IconButton type="submit" icon={Plus} label={t('tasks.quick.add')} disabled={!ready} />
        )}
      </div>
      <p id={`${id}-hint`} className="ui-hidden">
        {t('tasks.quick.hint')}
      </p>
      {text.trim() !== '' && (chips.length > 0 || list) && (
        <div className="quick-task-understood">
          <strong>{understood.title || t('tasks.untitled')}</strong>
          {chips.map(({ icon, text: words }) => (
            <span key={words} className="quick-task-chip">
              <Icon of={icon} size={14} />
              {words}
            </span>
          ))}
          {list && (
            <span className="task-list-name" data-colour={list.colour}>
              <i aria-hidden="true" />
              {list.name}
            </span>
          )}
        </div>
      )}
      <span className="ui-hidden" role="status">
        {spoken === '' ? '' : t('tasks.quick.understood', { parts: spoken })}
      </span>
    </form>
  )
}

const readNow = (text: string, language: Locale) =>
  parseQuickTask(text, { now: new Date(), zone: ownZone(), language })

function chipsOf(
  { due, start, recurrence, priority, tags }: Understood,
  sayer: Sayer,
  weekday: ReturnType<typeof dayNames>['weekdayShort'],
) {
  const { t, clock } = sayer
  const said = (time: Understood['due']) => {
    const at = wallOf(time, clock)
    return at && `${dayText(at.day, sayer)}${at.minute === null ? '' : `, ${clockText(at.minute)}`}`
  }
  const days = [said(start), said(due)].filter((words) => words !== null)
  return [
    ...(days.length > 0 ? [{ icon: CalendarDays, text: days.join(' – ') }] : []),
    ...(recurrence
      ? [
          {
            icon: Repeat,
            text: [
              t(`event.repeat.simple.${recurrence.frequency}`),
              recurrence.weekdays.map((one) => weekday(one.day)).join(', '),
            ]
              .filter(Boolean)
              .join(', '),
          },
        ]
      : []),
    ...(priority === 'normal' ? [] : [{ icon: Flag, text: t(`tasks.priority.${priority}Long`) }]),
    ...tags.map((tag) => ({ icon: Tag, text: tag })),
  ]
}
