import type { CalendarId, CalendarImport, CalendarTime } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Dialog, Field, Icon, Select } from '@staffetta/ui'
import { FileUp, Repeat } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { queryClient } from '../../app/query-client.ts'
import { calendarQueries } from '../state/queries.ts'
import { useCalendars, useSayer } from '../state/use-calendar.ts'
import { clockText } from '../clock/wall-clock.ts'
import { LeftList } from './LeftList.tsx'

interface Props {
  found: CalendarImport
  calendarId: CalendarId | undefined
  onClose: () => void
}

const newOne = 'new'

/** What is in the file, what of it is there already, and where it goes. */
export function ImportPreview({ found, calendarId, onClose }: Props) {
  const sayer = useSayer()
  const { t, words } = sayer
  const targets = useCalendars().filter(({ kind, can }) => kind === 'own' && can.write)
  const [into, setInto] = useState<string>(
    calendarId ?? targets.find(({ isDefault }) => isDefault)?.id ?? targets[0]?.id ?? newOne,
  )
  const [name, setName] = useState(found.calendarName ?? t('calendarImport.defaultName'))
  const [update, setUpdate] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const total = found.events + found.tasks
  const counts = [
    found.events > 0 || found.tasks === 0 ? t('calendarImport.events', { count: found.events }) : null,
    found.tasks > 0 ? t('calendarImport.tasks', { count: found.tasks }) : null,
  ].filter((one) => one !== null)

  const start = async () => {
    setBusy(true)
    setWrong(null)
    try {
      const calendar = into === newOne ? null : into
      await api.calendar.startImport({ importId: found.id, calendarId: calendar, name, update })
      await queryClient.invalidateQueries({ queryKey: calendarQueries.imports().queryKey, exact: true })
    } catch (error) {
      setBusy(false)
      setWrong(sentenceOf(error, t))
    }
  }

  return (
    <Dialog
      title={t('calendarImport.title')}
      icon={FileUp}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('actions.cancel')}</Button>
          <Button kind="primary" autoFocus busy={busy} disabled={total === 0} onClick={() => void start()}>
            {t('calendarImport.start')}
          </Button>
        </>
      }
    >
      <div className="import">
        <p className="import-file">
          <strong>{found.fileName}</strong>
          <span>
            {total === 0
              ? t('calendarImport.nothing')
              : counts.length === 2
                ? t('calendarImport.and', { one: counts[0]!, other: counts[1]! })
                : counts[0]}
            {found.first !== null && found.last !== null && (
              <>
                {', '}
                {found.first === found.last
                  ? words.longDayYear(found.first)
                  : t('calendarImport.range', {
                      first: words.longDayYear(found.first),
                      last: words.longDayYear(found.last),
                    })}
              </>
            )}
          </span>
        </p>
        {found.sample.length > 0 && (
          <section>
            <h3 id="import-sample">{t('calendarImport.sample')}</h3>
            <ul className="import-sample" aria-labelledby="import-sample">
              {found.sample.map(({ title, start: at, recurring }, row) => (
                <li key={row}>
                  <span>{whenOf(at, sayer)}</span>
                  <span>
                    {title || t('calendar.event.untitled')}
                    {recurring && <Icon of={Repeat} size={14} label={t('calendarImport.repeats')} />}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <LeftList found={found} />
        {total > 0 && (
          <>
            <Select
              label={t('calendarImport.into')}
              value={into}
              options={[
                ...targets.map((one) => ({ value: one.id, label: one.name })),
                { value: newOne, label: t('calendarImport.newCalendar') },
              ]}
              onChange={(event) => setInto(event.target.value)}
            />
            {into === newOne ? (
              <Field
                label={t('calendarImport.newName')}
                value={name}
                maxLength={250}
                onChange={(event) => setName(event.target.value)}
              />
            ) : (
              <Compared importId={found.id} calendarId={into} update={update} onUpdate={setUpdate} />
            )}
            <p className="import-hint">{t('calendarImport.nobodyTold')}</p>
          </>
        )}
        {wrong !== null && <p role="alert">{wrong}</p>}
      </div>
    </Dialog>
  )
}

function Compared({
  importId,
  calendarId,
  update,
  onUpdate,
}: {
  importId: string
  calendarId: CalendarId
  update: boolean
  onUpdate: (update: boolean) => void
}) {
  const { t } = useSayer()
  const { data, error } = useQuery(calendarQueries.comparison(importId, calendarId))
  if (error) return <p role="alert">{sentenceOf(error, t)}</p>
  if (!data) return <p role="status">{t('calendarImport.comparing')}</p>
  return (
    <>
      <div role="status">
        <ul className="import-compared">
          {(['fresh', 'same', 'changed', 'older'] as const)
            .filter((one) => data[one] > 0)
            .map((one) => (
              <li key={one}>{t(`calendarImport.${one}`, { count: data[one] })}</li>
            ))}
        </ul>
      </div>
      {data.changed > 0 && (
        <Checkbox
          label={t('calendarImport.update')}
          checked={update}
          onChange={(event) => onUpdate(event.target.checked)}
        />
      )}
    </>
  )
}

function whenOf(at: CalendarTime | null, { t, words, clock }: ReturnType<typeof useSayer>): string {
  if (at === null) return t('calendarImport.noDate')
  if (at.kind === 'date') return words.range(at.date!, at.date!)
  if (at.kind === 'utc') {
    const { day, minute } = clock.wallOf(Date.parse(at.at!))
    return `${words.range(day, day)}, ${clockText(minute)}`
  }
  const [day, time] = at.local!.split('T') as [string, string]
  return `${words.range(day, day)}, ${time.slice(0, 5)}`
}
