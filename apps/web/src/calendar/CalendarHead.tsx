import { Button, IconButton, useMenu, type MenuEntry } from '@staffetta/ui'
import {
  ChevronLeft,
  ChevronRight,
  Columns3,
  EllipsisVertical,
  Globe,
  Printer,
  TextCursorInput,
} from 'lucide-react'
import { device } from '../app/device.ts'
import { useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
import { dayWords, headingOf, weekOf } from './occurrences/day-words.ts'
import type { Day } from './clock/days.ts'
import { showDialog } from './state/dialogs.ts'
import type { View } from './clock/ranges.ts'
import { laneKinds } from './time-grid/lanes.ts'

interface Props {
  view: View
  date: Day
  today: Day
  onView: (view: View) => void
  onStep: (by: 1 | -1) => void
  onToday: () => void
}

const viewWords = {
  day: 'calendar.view.day',
  workweek: 'calendar.view.workweek',
  week: 'calendar.view.week',
  month: 'calendar.view.month',
  year: 'calendar.view.year',
  list: 'calendar.view.list',
  resources: 'calendar.view.resources',
} as const

/** As they stand in the head: the week first after the day, the working week beside it. */
const order = ['day', 'week', 'workweek', 'month', 'year', 'list'] as const satisfies View[]

/** When one is, and how one looks at it. */
export function CalendarHead({ view, date, today, onView, onStep, onToday }: Props) {
  const { t, locale } = useI18n()
  const week = weekOf(view, date)
  const menu = useMenu(
    (): MenuEntry[] => [
      {
        kind: 'action',
        id: 'line',
        label: t('calendar.line.open'),
        icon: TextCursorInput,
        keys: 'Q',
        onAction: () => showDialog({ kind: 'quick-entry' }),
      },
      {
        kind: 'action',
        id: 'zone',
        label: t('calendar.zone.title'),
        icon: Globe,
        onAction: () => showDialog({ kind: 'second-zone' }),
      },
    ],
    t('actions.more'),
  )
  return (
    <header className="calendar-head">
      <Button onClick={onToday} title={`${dayWords(locale).longDay(today)} (T)`}>
        {t('calendar.today')}
      </Button>
      <span className="calendar-steps">
        <IconButton
          icon={ChevronLeft}
          label={t(`calendar.previous.${view}`)}
          keys="K"
          onClick={() => onStep(-1)}
        />
        <IconButton
          icon={ChevronRight}
          label={t(`calendar.next.${view}`)}
          keys="J"
          onClick={() => onStep(1)}
        />
      </span>
      <h1 aria-live="polite">
        {headingOf(view, date, dayWords(locale))}
        {week !== null && <small>{t('calendar.week', { n: week })}</small>}
      </h1>
      <span className="calendar-tools">
        {view === 'day' && <LaneSwitch />}
        <IconButton
          icon={Printer}
          label={t('calendar.print.title')}
          onClick={() => showDialog({ kind: 'print' })}
        />
        <IconButton icon={EllipsisVertical} label={t('actions.more')} {...menu.trigger} />
        {menu.element}
      </span>
      <div className="view-switch" role="group" aria-label={t('calendar.view.title')}>
        {order.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => onView(one)}>
            {t(viewWords[one])}
          </button>
        ))}
      </div>
      <select
        className="view-select"
        aria-label={t('calendar.view.title')}
        value={view}
        onChange={(event) => onView(event.target.value as View)}
      >
        {[...order, ...(view === 'resources' ? [view] : [])].map((one) => (
          <option key={one} value={one}>
            {t(viewWords[one])}
          </option>
        ))}
      </select>
    </header>
  )
}

/** Whether a day alone is divided: by calendar, or by person. */
function LaneSwitch() {
  const { t } = useI18n()
  const kind = useStore(device, (state) => state.calendarLanes)
  const menu = useMenu(
    (): MenuEntry[] =>
      laneKinds.map((one) => ({
        kind: 'action',
        id: one,
        label: t(`calendar.lanes.${one}`),
        checked: one === kind,
        onAction: () => device.set({ calendarLanes: one }),
      })),
    t('calendar.lanes.title'),
  )
  return (
    <>
      <IconButton icon={Columns3} label={t('calendar.lanes.title')} {...menu.trigger} />
      {menu.element}
    </>
  )
}
