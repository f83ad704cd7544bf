import './WorkingHours.css'
import type { OwnHours } from '@staffetta/contract'
import { Button, IconButton, Notice, Select, TimeField } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CalendarClock, Plus, X } from 'lucide-react'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../app/api.ts'
import { tellFailure } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { readTime } from '../app/typed-time.ts'
import {
  clockText,
  type FormSpan,
  formOf,
  oneMore,
  problemOf,
  spansOf,
  type Weekday,
  weekdays,
} from './hours-form.ts'
import { settingsQueries } from './queries.ts'
import { SettingsFailed } from './SettingsFailed.tsx'

const workdays = weekdays.slice(0, 5)

/** When one works: the calendar lights these hours, and meetings are proposed within those of all. */
export function WorkingHoursSettings() {
  const { data, error } = useQuery(settingsQueries.hours())
  if (error && !data) return <SettingsFailed />
  return data ? <HoursForm key={JSON.stringify(data)} known={data} /> : null
}

function HoursForm({ known }: { known: OwnHours }) {
  const { t, locale } = useI18n()
  const client = useQueryClient()
  const [form, setForm] = useState(() => formOf(known.hours))
  const [zone, setZone] = useState(known.hours.zone)
  const [busy, setBusy] = useState(false)
  const problems = weekdays.map((day) => problemOf(form[day]))
  const changed =
    zone !== known.hours.zone || JSON.stringify(spansOf(form)) !== JSON.stringify(known.hours.spans)
  const nameOf = (day: Weekday) => dayName(locale, weekdays.indexOf(day))
  const placeOf = (day: Weekday, at: number) =>
    at === 0 ? nameOf(day) : t('hours.another', { day: nameOf(day), at: at + 1 })
  const setDay = (day: Weekday, spans: FormSpan[]) => setForm({ ...form, [day]: spans })
  const likeMonday = workdays.slice(1).some((day) => JSON.stringify(form[day]) !== JSON.stringify(form.MO))

  const save = async (replace: boolean) => {
    if (problems.some((problem) => problem !== null)) return
    setBusy(true)
    try {
      const hours = { zone, spans: spansOf(form) }
      client.setQueryData(settingsQueries.hours().queryKey, await api.calendar.putHours({ hours, replace }))
      notify({ text: t('settings.saved') })
    } catch (failure) {
      tellFailure(failure)
      setBusy(false)
      // Another program may have been there meanwhile.
      void client.invalidateQueries({ queryKey: settingsQueries.hours().queryKey })
    }
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void save(false)
  }
  return (
    <form className="settings-card" onSubmit={submit} noValidate>
      <header>
        <h2>{t('settings.calendar.items.hours.label')}</h2>
        <p className="settings-hint">{t('settings.calendar.items.hours.hint')}</p>
      </header>
      {known.elsewhere && <Elsewhere available={known.elsewhere} />}
      <div className="hours-week">
        {weekdays.map((day, index) => {
          const problem = problems[index] ?? null
          return (
            <div key={day} role="group" aria-label={nameOf(day)}>
              <b aria-hidden="true">{nameOf(day)}</b>
              <div className="hours-spans">
                {form[day].length === 0 && <span className="settings-hint">{t('hours.none')}</span>}
                {form[day].map((span, at) => (
                  // A span has no name of its own; those after a removed one move up with their fields.
                  <div key={at} className="hours-span">
                    <ClockInput
                      label={t('hours.from', { day: placeOf(day, at) })}
                      value={span.from}
                      onChange={(from) => setDay(day, form[day].with(at, { ...span, from }))}
                    />
                    <span aria-hidden="true">–</span>
                    <ClockInput
                      label={t('hours.to', { day: placeOf(day, at) })}
                      value={span.to}
                      onChange={(to) => setDay(day, form[day].with(at, { ...span, to }))}
                    />
                    <IconButton
                      icon={X}
                      size={32}
                      label={t('hours.remove', {
                        day: nameOf(day),
                        from: clockText(span.from),
                        to: clockText(span.to),
                      })}
                      onClick={(event) => {
                        // The field is gone with its button: what is next to it takes the focus.
                        event.currentTarget
                          .closest('[role=group]')
                          ?.querySelector<HTMLElement>('[data-add]')
                          ?.focus()
                        setDay(day, form[day].toSpliced(at, 1))
                      }}
                    />
                  </div>
                ))}
                {problem && (
                  <p className="hours-problem" role="alert">
                    {t(`hours.problem.${problem}`)}
                  </p>
                )}
              </div>
              <IconButton
                icon={Plus}
                size={32}
                data-add=""
                label={t('hours.add', { day: nameOf(day) })}
                disabled={form[day].length >= 4}
                onClick={() => setDay(day, [...form[day], oneMore(form[day])])}
              />
            </div>
          )
        })}
      </div>
      {likeMonday && form.MO.length > 0 && problems[0] === null && (
        <Button
          kind="text"
          className="hours-like"
          onClick={() => setForm({ ...form, TU: form.MO, WE: form.MO, TH: form.MO, FR: form.MO })}
        >
          {t('hours.likeMonday')}
        </Button>
      )}
      <Select
        label={t('hours.zone')}
        value={zone}
        options={zonesWith(zone).map((one) => ({ value: one, label: one.replaceAll('_', ' ') }))}
        onChange={(event) => setZone(event.target.value)}
      />
      <footer className="settings-foot">
        <span role="status">{changed ? t('settings.unsaved') : ''}</span>
        <Button
          disabled={!changed}
          onClick={() => {
            setForm(formOf(known.hours))
            setZone(known.hours.zone)
          }}
        >
          {t('actions.cancel')}
        </Button>
        {known.elsewhere ? (
          <Button kind="primary" busy={busy} onClick={() => void save(true)}>
            {t('hours.replace')}
          </Button>
        ) : (
          <Button
            kind="primary"
            type="submit"
            disabled={!changed || problems.some((problem) => problem !== null)}
            busy={busy}
          >
            {t('actions.save')}
          </Button>
        )}
      </footer>
    </form>
  )
}

/** What another program keeps, as it comes in the next days: it is shown, and replaced only on demand. */
function Elsewhere({ available }: { available: NonNullable<OwnHours['elsewhere']> }) {
  const { t, locale } = useI18n()
  const tag = locale === 'en' ? 'en-GB' : 'it-IT'
  const day = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'short' })
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' })
  return (
    <Notice icon={CalendarClock}>
      {t('hours.elsewhere')}
      <ul className="hours-elsewhere">
        {available.slice(0, 10).map(({ startAt, endAt }) => (
          <li key={startAt}>
            {`${day.format(new Date(startAt))} ${clock.formatRange(new Date(startAt), new Date(endAt))}`}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const halfHours = Array.from({ length: 48 }, (_, at) => ({ minute: at * 30, label: clockText(at * 30) }))

function ClockInput({
  label,
  value,
  onChange,
}: {
  label: string
  value: number
  onChange: (minute: number) => void
}) {
  const { t } = useI18n()
  return (
    <TimeField
      label={label}
      labelHidden
      dense
      value={value}
      read={readTime}
      write={clockText}
      options={halfHours}
      optionsLabel={label}
      unreadable={t('event.when.noTime')}
      onChange={onChange}
    />
  )
}

function dayName(locale: string, index: number): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  return format.format(Date.UTC(2024, 0, 1 + index))
}

function zonesWith(zone: string): string[] {
  return [...new Set([zone, ...Intl.supportedValuesOf('timeZone')])].toSorted()
}
