import './calendars/colours.css'
import './Calendar.css'
import './print/print.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, IconButton, Notice, useMenu, type MenuEntry } from '@staffetta/ui'
import { LayoutList, Plus, RefreshCw, Search, TriangleAlert } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { device } from '../app/device.ts'
import { Region, sentenceOf } from '../app/errors.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { PhoneTitle } from '../app/layout/PhoneTitle.tsx'
import { useServices } from '../app/layout/services.ts'
import { Shell } from '../app/layout/Shell.tsx'
import { useStore } from '../app/store.ts'
import { TaskCard, TaskScopeDialog } from '../tasks/index.ts'
import { CalendarDialogs } from './CalendarDialogs.tsx'
import { CalendarHead } from './CalendarHead.tsx'
import { type Day, isDay } from './clock/days.ts'
import { EditorPlace } from './EditorPlace.tsx'
import { headingOf } from './occurrences/day-words.ts'
import { showDialog } from './state/dialogs.ts'
import { setDraft, spoken } from './state/draft.ts'
import { EventCard } from './event-card/EventCard.tsx'
import { QuickCreate } from './event-card/QuickCreate.tsx'
import { useFileDrop } from './import/use-file-drop.ts'
import { ListView } from './list-view/ListView.tsx'
import { MonthView } from './month-view/MonthView.tsx'
import { closeOpen, openNew, openThing } from './state/open-event.ts'
import { PhoneDay } from './phone-day/PhoneDay.tsx'
import { type Range, rangeOf, stepDate, type View, views } from './clock/ranges.ts'
import { EventSearch, focusSearch } from './search/EventSearch.tsx'
import { SearchResults } from './search/SearchResults.tsx'
import { useCalendarShortcuts } from './shortcuts.ts'
import { CalendarSide } from './side/CalendarSide.tsx'
import { taskIn } from './occurrences/task-occurrence.ts'
import { useLanes } from './time-grid/use-lanes.ts'
import { TimeGrid } from './time-grid/TimeGrid.tsx'
import { useCalendars, useNarrow, useNow, useSayer, type Shown } from './state/use-calendar.ts'
import { useShown } from './state/use-shown.ts'
import { useWaiting } from './state/use-waiting.ts'
import { YearView } from './year-view/YearView.tsx'

const ResourceBoard = lazy(() =>
  import('./resources/ResourceBoard.tsx').then((module) => ({ default: module.ResourceBoard })),
)

/** The agenda: which days, and how one looks at them, are in the address. */
export function CalendarScreen() {
  const sayer = useSayer()
  const { t, words, clock, today } = sayer
  const navigate = useNavigate()
  const services = useServices()
  const params = useParams({ strict: false })
  const { q = '', edit, at } = useSearch({ from: '/user/calendar/$view/$date' })
  const view = views.find((one) => one === params.view) ?? 'week'
  const date = params.date !== undefined && isDay(params.date) ? params.date : today
  const narrow = useNarrow()
  const calendars = useCalendars()
  const open = useStore(openThing, (state) => state.open)
  const openTask = open?.kind === 'card' ? taskIn(open.occurrence) : undefined
  const news = useStore(spoken, (state) => state.text)
  const [searching, setSearching] = useState(false)
  const drop = useFileDrop()
  const range =
    narrow && (view === 'day' || view === 'workweek') ? rangeOf('week', date) : rangeOf(view, date)

  const show = (next: View, day: Day) => {
    drawer.set({ open: false })
    closeOpen()
    setDraft(null)
    if (next !== 'resources') device.set({ calendarView: next })
    void navigate({ to: '/calendar/$view/$date', params: { view: next, date: day }, search: {} })
  }
  const onDay = (day: Day) => show('day', day)
  const goTo = (day: Day) => show(view, day)
  const onStep = (by: 1 | -1) => goTo(stepDate(view, date, by))
  const createNear = (anchor: Element | null) => {
    // In a drawer that closes, the button that was pressed is no place to stand beside.
    const beside = anchor?.checkVisibility({ visibilityProperty: true }) && !drawer.get().open ? anchor : null
    const day = range.from <= today && today < range.to ? today : date
    const { minute } = clock.wallOf(Date.now())
    const start = day === today ? Math.min(22 * 60, Math.ceil(minute / 30) * 30) : 9 * 60
    drawer.set({ open: false })
    const when = { kind: 'time' as const, day, minute: start, minutes: 60 }
    setDraft({ occurrence: null, when })
    openNew(when, beside)
  }

  useEffect(() => {
    document.title = `${headingOf(view, date, words)} – ${t('shell.calendar')}`
  }, [view, date, words, t])
  useEffect(
    () => () => {
      closeOpen()
      setDraft(null)
    },
    [],
  )
  useCalendarShortcuts({
    onView: (next) => show(next, date),
    onStep,
    onToday: () => goTo(today),
    onNew: () => createNear(document.querySelector('.calendar-new')),
    onLine: () => showDialog({ kind: 'quick-entry' }),
    onMail: services.mail,
  })

  return (
    <Shell
      current="calendar"
      onCurrent={() => goTo(today)}
      wholeWidth={edit !== undefined}
      search={<EventSearch text={q} date={date} />}
      side={
        <CalendarSide
          date={date}
          range={view === 'month' || view === 'year' || view === 'list' ? null : rangeOf(view, date)}
          onDay={(day) => show(view === 'year' ? 'day' : view, day)}
          onResources={() => show('resources', date)}
          onBoard={view === 'resources'}
          onNew={createNear}
        />
      }
      sideLabels={{
        name: t('calendar.side.name'),
        open: t('calendar.side.open'),
        close: t('calendar.side.close'),
      }}
      phoneTitle={
        <PhoneTitle
          title={view === 'year' ? date.slice(0, 4) : words.monthYear(date)}
          opens={t('calendar.side.open')}
          search={
            (searching || q !== '') && <EventSearch text={q} date={date} autoFocus={searching && q === ''} />
          }
          onSearchLeft={() => {
            setSearching(false)
            if (q !== '') show(view, date)
          }}
        />
      }
      phoneAction={
        searching || q !== '' ? null : (
          <span className="phone-calendar-tools">
            <Button onClick={() => goTo(today)}>{t('calendar.today')}</Button>
            <IconButton
              icon={Search}
              size={44}
              label={t('shell.search')}
              onClick={() => {
                setSearching(true)
                focusSearch()
              }}
            />
            <PhoneViews view={view} onView={(next) => show(next, date)} />
          </span>
        )
      }
      phonePrimary={{ icon: Plus, label: t('calendar.event.word'), onPress: () => createNear(null) }}
    >
      <section className="calendar" aria-label={t('shell.calendar')} {...drop.handlers}>
        {drop.over && <div className="calendar-drop">{t('calendarImport.dropHere')}</div>}
        {edit !== undefined && <EditorPlace edit={edit} at={at ?? null} />}
        {edit === undefined && (!narrow || view === 'resources') && (
          <CalendarHead
            view={view}
            date={date}
            today={today}
            onView={(next) => show(next, date)}
            onStep={onStep}
            onToday={() => goTo(today)}
          />
        )}
        <Region resetKey={`${view} ${date} ${q}`}>
          {edit !== undefined ? null : q === '' ? (
            <Sheet
              view={view}
              date={date}
              range={range}
              narrow={narrow}
              onDay={narrow ? goTo : onDay}
              onMonth={(day) => show('month', day)}
            />
          ) : (
            <SearchResults text={q} calendars={calendars} />
          )}
        </Region>
      </section>
      {edit === undefined && openTask && open?.kind === 'card' && (
        <TaskCard
          task={openTask}
          anchor={open.anchor}
          calendars={calendars}
          sayer={sayer}
          onClose={closeOpen}
        />
      )}
      {edit === undefined && !openTask && open?.kind === 'card' && (
        <EventCard occurrence={open.occurrence} anchor={open.anchor} calendars={calendars} />
      )}
      {edit === undefined && open?.kind === 'new' && <QuickCreate {...open} calendars={calendars} />}
      <CalendarDialogs />
      <TaskScopeDialog />
      <div className="ui-hidden" role="status" aria-live="polite">
        {news}
      </div>
    </Shell>
  )
}

interface SheetProps {
  view: View
  date: Day
  range: Range
  narrow: boolean
  onDay: (day: Day) => void
  onMonth: (day: Day) => void
}

/** The view itself, with what it says while it waits, when it failed and when nothing is there. */
function Sheet({ view, date, range, narrow, onDay, onMonth }: SheetProps) {
  const { t, clock } = useSayer()
  const calendars = useCalendars()
  const shown = useShown(range, clock)
  const { occurrences, loading, error } = shown
  const waiting = useWaiting(loading && occurrences.length === 0)
  const lanes = useLanes(calendars)
  const trouble = <Trouble shown={shown} />
  if (view === 'resources')
    return (
      <Suspense fallback={null}>
        <ResourceBoard date={date} />
      </Suspense>
    )
  if (view === 'list')
    return (
      <>
        {trouble}
        <ListView date={date} calendars={calendars} />
      </>
    )
  if (view === 'year')
    return (
      <>
        {trouble}
        <YearView date={date} occurrences={occurrences} onDay={onDay} onMonth={onMonth} />
      </>
    )
  if (narrow)
    return (
      <>
        {trouble}
        <PhoneDay
          date={date}
          occurrences={occurrences}
          calendars={calendars}
          above={view === 'month' ? 'month' : 'week'}
          loaded={!loading && error === null}
          waiting={waiting}
          onDay={onDay}
        />
      </>
    )
  return (
    <>
      {trouble}
      {waiting && (
        <div className="ui-hidden" role="status">
          {t('calendar.loading')}
        </div>
      )}
      {view === 'month' ? (
        <MonthView
          date={date}
          occurrences={occurrences}
          calendars={calendars}
          waiting={waiting}
          onShowDay={onDay}
        />
      ) : (
        <TimeGrid
          key={view}
          {...(view === 'day' && { lanes })}
          range={range}
          occurrences={occurrences}
          calendars={calendars}
          waiting={waiting}
          onDay={onDay}
        />
      )}
    </>
  )
}

/** What failed, since when what one sees is old, and a way to try again. */
function Trouble({ shown: { error, updatedAt, truncated, retry } }: { shown: Shown }) {
  const { t, formats } = useSayer()
  useNow()
  if (error)
    return (
      <Notice
        icon={TriangleAlert}
        tone="warn"
        live="alert"
        action={
          <Button kind="text" size="dense" icon={RefreshCw} onClick={retry}>
            {t('actions.retry')}
          </Button>
        }
      >
        {sentenceOf(error, t)}
        {Number.isFinite(updatedAt) &&
          ` ${t('calendar.staleSince', { when: formats.messageDate(new Date(updatedAt)) })}`}
      </Notice>
    )
  if (truncated)
    return (
      <Notice icon={TriangleAlert} live="status">
        {t('calendar.truncated')}
      </Notice>
    )
  return null
}

/** A phone has no room for six words: one button says them. */
function PhoneViews({ view, onView }: { view: View; onView: (view: View) => void }) {
  const { t } = useSayer()
  const entries = (): MenuEntry[] =>
    (['day', 'month', 'year', 'list'] as const).map((one) => ({
      kind: 'action',
      id: one,
      label: t(`calendar.view.${one}`),
      checked: one === view || (one === 'day' && (view === 'week' || view === 'workweek')),
      onAction: () => onView(one),
    }))
  const menu = useMenu(entries, t('calendar.view.title'))
  return (
    <>
      <IconButton icon={LayoutList} size={44} label={t('calendar.view.title')} {...menu.trigger} />
      {menu.element}
    </>
  )
}
