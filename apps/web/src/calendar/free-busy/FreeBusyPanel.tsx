import './FreeBusy.css'
import type { Attendee, Occurrence } from '@staffetta/contract'
import { Button, IconButton, Notice, Switch } from '@staffetta/ui'
import { Check, ChevronLeft, ChevronRight, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { addDays } from '../clock/days.ts'
import { dayNames } from '../fields/day-names.ts'
import type { FormAttendee } from '../event-editor/event-form.ts'
import { spanOf, type WhenForm, withSpan } from '../fields/when-form.ts'
import { HolidayName } from '../clock/HolidayName.tsx'
import { holidayOf } from '../clock/holidays.ts'
import { clockText, wallClock } from '../clock/wall-clock.ts'
import { FreeBusyGrid } from './FreeBusyGrid.tsx'
import type { Span } from '../clock/working-hours.ts'
import { type PlanRow, type Slot, type State, stateAt } from './plan.ts'
import { usePlan } from './use-plan.ts'

interface Props {
  when: WhenForm
  attendees: readonly FormAttendee[]
  answers: readonly Attendee[]
  /** The event being planned does not stand in its own way. */
  except: Pick<Occurrence, 'ref' | 'uid'> | null
  zone: string
  readOnly: boolean
  onChange: (when: WhenForm) => void
}

/** Who can when: one day with a line for each, the time that is meant across all of them, and times at which all can. */
export function FreeBusyPanel({ when, attendees, answers, except, zone, readOnly, onChange }: Props) {
  const { t, locale } = useI18n()
  const [wholeDay, setWholeDay] = useState(false)
  const clock = wallClock(zone)
  const span = spanOf(when, zone)
  const { rows, hours, slots, day, asking, error, retry, showDay, follow } = usePlan({
    attendees,
    span,
    except,
    clock,
  })
  const names = dayNames(locale)
  const isFixed = readOnly || when.allDay
  const choose = (to: Span) => {
    follow(clock.wallOf(to.from).day)
    onChange(withSpan(when, to, zone))
  }
  return (
    <section className="free-busy" aria-label={t('freeBusy.title')} aria-busy={asking}>
      <header>
        <h2>{t('freeBusy.title')}</h2>
        <span className="free-busy-day">
          <IconButton
            icon={ChevronLeft}
            size={28}
            label={t('freeBusy.previous')}
            onClick={() => showDay(addDays(day, -1))}
          />
          <span aria-live="polite">
            {names.longDay(day)} <HolidayName day={day} />
          </span>
          <IconButton
            icon={ChevronRight}
            size={28}
            label={t('freeBusy.next')}
            onClick={() => showDay(addDays(day, 1))}
          />
        </span>
      </header>
      {!isFixed && !error && (
        <div className="free-busy-slots" role="group" aria-label={t('freeBusy.proposed')}>
          <span>{t('freeBusy.proposed')}</span>
          {slots.map((slot) => (
            <SlotButton
              key={slot.from}
              slot={slot}
              day={names.shortDays([clock.wallOf(slot.from).day], day)[0]!}
              hours={hoursOf(slot)}
              people={rows.length}
              chosen={slot.from === span.from && slot.to === span.to}
              onChoose={() => choose(slot)}
            />
          ))}
          {asking && slots.length === 0 && <em>{t('freeBusy.asking')}</em>}
          {!asking && slots.length === 0 && <em>{t('freeBusy.none')}</em>}
          {slots.some(({ off }) => off > 0) && <em>{t('freeBusy.outsideHours')}</em>}
        </div>
      )}
      {error ? (
        <Notice
          icon={TriangleAlert}
          tone="warn"
          live="status"
          action={
            <Button kind="text" size="dense" onClick={retry}>
              {t('actions.retry')}
            </Button>
          }
        >
          {sentenceOf(error, t)}
        </Notice>
      ) : (
        <>
          <FreeBusyGrid
            rows={rows}
            answers={answers}
            day={day}
            rest={holidayOf(day) !== null}
            hours={wholeDay ? { from: 0, to: 1440 } : hours}
            span={span}
            clock={clock}
            spoken={`${names.longDay(clock.wallOf(span.from).day)}, ${hoursOf(span)}. ${summaryOf(rows, span, t)}`}
            fixed={isFixed}
            onChange={choose}
          />
          <div className="free-busy-foot">
            <ul className="free-busy-legend">
              {(['busy', 'tentative', 'unavailable'] as const).map((kind) => (
                <li key={kind}>
                  <i data-kind={kind} aria-hidden="true" />
                  {t(`freeBusy.state.${kind}`)}
                </li>
              ))}
              <li>
                <i data-kind="rest" aria-hidden="true" />
                {t('freeBusy.state.off')}
              </li>
            </ul>
            <Switch
              label={t('freeBusy.wholeDay')}
              checked={wholeDay}
              onChange={({ target }) => setWholeDay(target.checked)}
            />
          </div>
          {!asking && <Summary rows={rows} span={span} />}
        </>
      )}
    </section>
  )

  function hoursOf({ from, to }: Span): string {
    return `${clockText(clock.wallOf(from).minute)}–${clockText(clock.wallOf(to).minute)}`
  }
}

type T = ReturnType<typeof useI18n>['t']

/** Who is free at a time and who is not, in a sentence. */
function summaryOf(rows: readonly PlanRow[], span: Span, t: T): string {
  const inState = (state: State) => rows.filter((row) => stateAt(row, span) === state)
  const free = inState('free').length
  if (free === rows.length) return t('freeBusy.allFree')
  const others = (['busy', 'unavailable', 'off', 'tentative', 'unknown'] as const).flatMap((state) => {
    const names = inState(state).map(({ name }) => name)
    return names.length === 0 ? [] : [t(`freeBusy.are.${state}`, { names: names.join(', ') })]
  })
  return [t('freeBusy.someFree', { free, count: rows.length }), ...others].join(' ')
}

function Summary({ rows, span }: { rows: readonly PlanRow[]; span: Span }) {
  const { t } = useI18n()
  const states = rows.map((row) => ({ row, state: stateAt(row, span) }))
  const all = states.every(({ state }) => state === 'free')
  const hindered = states.some(({ row, state }) => row.needed && state !== 'free' && state !== 'unknown')
  return (
    <Notice
      icon={all ? CircleCheck : hindered ? TriangleAlert : CircleHelp}
      tone={all ? 'ok' : hindered ? 'warn' : 'neutral'}
      live="status"
    >
      {summaryOf(rows, span, t)}
    </Notice>
  )
}

interface SlotProps {
  slot: Slot
  day: string
  hours: string
  people: number
  chosen: boolean
  onChoose: () => void
}

function SlotButton({ slot, day, hours, people, chosen, onChoose }: SlotProps) {
  const { t } = useI18n()
  const who =
    slot.free === people ? t('freeBusy.everybody') : t('freeBusy.some', { free: slot.free, count: people })
  return (
    <button type="button" className="free-busy-slot" aria-pressed={chosen} onClick={onChoose}>
      {chosen && <Check size={14} aria-hidden="true" />}
      {t('freeBusy.slot', { day, hours, who })}
    </button>
  )
}
