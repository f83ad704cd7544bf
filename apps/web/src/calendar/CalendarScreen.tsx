import './calendars/colours.css'
import './Calendar.css'
// Before what every view says of its own events.
import './event-face/EventFace.css'
import './print/print.css'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from '@staffetta/ui'
import { Plus } from 'lucide-react'
import { useEffect } from 'react'
import { device } from '../app/device.ts'
import { Region } from '../app/errors.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { usePhoneSearch } from '../app/layout/use-phone-search.tsx'
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
import { BirthdayCard } from './event-card/BirthdayCard.tsx'
import { EventCard } from './event-card/EventCard.tsx'
import { birthdayIn } from './occurrences/birthday-occurrence.ts'
import { QuickCreate } from './event-card/QuickCreate.tsx'
import { useFileDrop } from './fields/use-file-drop.ts'
import { closeOpen, openNew, openThing } from './state/open-event.ts'
import { PhoneViews } from './PhoneViews.tsx'
import { rangeOf, stepDate, type View, views } from './clock/ranges.ts'
import { EventSearch, focusSearch } from './search/EventSearch.tsx'
import { SearchResults } from './search/SearchResults.tsx'
import { Sheet } from './Sheet.tsx'
import { useCalendarShortcuts } from './shortcuts.ts'
import { CalendarSide } from './side/CalendarSide.tsx'
import { taskIn } from './occurrences/task-occurrence.ts'
import { useCalendars, useNarrow, useSayer } from './state/use-calendar.ts'

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
  const openBirthday = open?.kind === 'card' ? birthdayIn(open.occurrence) : undefined
  const news = useStore(spoken, (state) => state.text)
  const drop = useFileDrop(([file]) => {
    if (file !== undefined) showDialog({ kind: 'import', file })
  })
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

  const phone = usePhoneSearch({
    title: view === 'year' ? date.slice(0, 4) : words.monthYear(date),
    opens: t('calendar.side.open'),
    words: q,
    renderBox: (autoFocus) => <EventSearch text={q} date={date} autoFocus={autoFocus} />,
    onOpened: focusSearch,
    onLeft: () => q !== '' && show(view, date),
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
      phoneTitle={phone.title}
      phoneAction={
        phone.button && (
          <span className="phone-calendar-tools">
            <Button onClick={() => goTo(today)}>{t('calendar.today')}</Button>
            {phone.button}
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
      {edit === undefined && openBirthday && open?.kind === 'card' && (
        <BirthdayCard occurrence={openBirthday} anchor={open.anchor} />
      )}
      {edit === undefined && !openTask && !openBirthday && open?.kind === 'card' && (
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
