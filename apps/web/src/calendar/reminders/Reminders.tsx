import './Reminders.css'
import type { DueReminder } from '@staffetta/contract'
import { Button, Icon, IconButton, type MenuEntry, useMenu } from '@staffetta/ui'
import { useNavigate } from '@tanstack/react-router'
import { BellRing, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useShortcuts } from '../../app/shortcuts/shortcuts.ts'
import { titleOf, whenText } from '../occurrences/day-words.ts'
import { useNow, useSayer } from '../state/use-calendar.ts'
import { howFar } from './reminder-words.ts'
import { putOff } from '../state/reminder-state.ts'
import { standForSystem, tellSystem } from './system-notice.ts'
import { useDue } from './use-due.ts'

/** What reminds now, at the lower right of every page, until it is put away. Never takes the focus by itself. */
export function Reminders({ notifications }: { notifications: boolean }) {
  const { t } = useSayer()
  const { locale } = useI18n()
  const sayer = useSayer()
  const navigate = useNavigate()
  const due = useDue()
  const now = useNow()
  const panel = useRef<HTMLElement>(null)
  const before = useRef<Element | null>(null)
  const told = useRef(new Set<string>())
  const [news, setNews] = useState('')
  const count = due.length

  const wordsOf = ({ occurrence }: DueReminder) => ({
    title: titleOf(occurrence, t),
    far: howFar(occurrence, { now: Math.max(now, Date.now()), today: sayer.today, locale, t }),
  })
  const open = ({ occurrence, task }: DueReminder) => {
    if (task) {
      const { ref, recurrenceId } = occurrence
      const search = { task: ref, ...(recurrenceId !== null && { at: recurrenceId }) }
      return void navigate({ to: '/tasks/$view', params: { view: 'all' }, search })
    }
    const date = occurrence.days?.start ?? sayer.clock.wallOf(Date.parse(occurrence.startAt)).day
    void navigate({ to: '/calendar/$view/$date', params: { view: 'day', date }, search: {} })
  }
  const away = (keys: string[], again: string | null) => {
    if (panel.current?.contains(document.activeElement) === true) {
      // The focus goes to the next that stays; where there is none, back to where it was.
      const others = [...panel.current.querySelectorAll<HTMLElement>('[data-dismiss]')]
      const next = others.find(({ dataset }) => !keys.includes(dataset['dismiss']!))
      const back = before.current?.isConnected === true ? before.current : document.getElementById('content')
      ;(next ?? (back as HTMLElement | null))?.focus()
    }
    putOff({ keys, again })
  }

  useEffect(standForSystem, [])
  useEffect(() => {
    const fresh = due.filter(({ key, dueAt }) => !told.current.has(`${key} ${dueAt}`))
    if (fresh.length === 0) return
    for (const { key, dueAt } of fresh) told.current.add(`${key} ${dueAt}`)
    const [first] = fresh as [DueReminder]
    const { title, far } = wordsOf(first)
    setNews(
      fresh.length > 1
        ? t('calendarReminder.count', { count: fresh.length })
        : t('calendarReminder.announce', { title, when: far }),
    )
    if (notifications)
      for (const one of fresh.slice(-3)) {
        const said = wordsOf(one)
        tellSystem(one.key, said.title, [said.far, one.occurrence.location].filter(Boolean).join(', '), () =>
          open(one),
        )
      }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- told once each, in the words of that moment
  }, [due])
  useShortcuts(
    count === 0
      ? []
      : [
          {
            keys: 'g r',
            label: t('calendarReminder.reach'),
            group: 'general',
            run: () => panel.current?.querySelector<HTMLElement>('[data-dismiss]')?.focus(),
          },
        ],
  )

  return (
    <>
      <div className="ui-hidden" role="alert">
        {count > 0 ? news : ''}
      </div>
      {count > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it only remembers where the focus came from
        <aside
          ref={panel}
          className="reminders"
          aria-label={t('calendarReminder.title')}
          onFocus={({ relatedTarget }) => {
            if (relatedTarget instanceof Element && !panel.current?.contains(relatedTarget))
              before.current = relatedTarget
          }}
        >
          <header>
            <Icon of={BellRing} size={18} />
            <h2>{t('calendarReminder.count', { count })}</h2>
            {count > 1 && (
              <Button
                kind="text"
                size="dense"
                onClick={() =>
                  away(
                    due.map(({ key }) => key),
                    null,
                  )
                }
              >
                {t('calendarReminder.dismissAll')}
              </Button>
            )}
          </header>
          <ul>
            {due.map((one) => {
              const { title, far } = wordsOf(one)
              return (
                <li key={one.key}>
                  <div className="reminder-head">
                    <strong>{title}</strong>
                    <IconButton
                      icon={X}
                      size={28}
                      data-dismiss={one.key}
                      label={t('calendarReminder.dismissOne', { title })}
                      onClick={() => away([one.key], null)}
                    />
                  </div>
                  <p>
                    <span className="reminder-far">{far}</span>
                    <span>{whenText(one.occurrence, sayer)}</span>
                    {one.occurrence.location !== '' && <span>{one.occurrence.location}</span>}
                  </p>
                  <div className="reminder-actions">
                    <Snooze reminder={one} title={title} onSnooze={(again) => away([one.key], again)} />
                    <Button
                      size="dense"
                      aria-label={t('calendarReminder.openOne', { title })}
                      onClick={() => open(one)}
                    >
                      {t('calendarReminder.open')}
                    </Button>
                  </div>
                </li>
              )
            })}
          </ul>
        </aside>
      )}
    </>
  )
}

const lengths = [
  ['calendarReminder.minutes5', 5],
  ['calendarReminder.minutes15', 15],
  ['calendarReminder.hour', 60],
  ['calendarReminder.day', 1440],
] as const

function Snooze({
  reminder: { occurrence },
  title,
  onSnooze,
}: {
  reminder: DueReminder
  title: string
  onSnooze: (again: string) => void
}) {
  const { t } = useI18n()
  const entries = (): MenuEntry[] => [
    ...(Date.parse(occurrence.startAt) > Date.now() + 60_000
      ? [
          {
            kind: 'action' as const,
            id: 'start',
            label: t('calendarReminder.atStart'),
            onAction: () => onSnooze(occurrence.startAt),
          },
        ]
      : []),
    ...lengths.map(([label, minutes]) => ({
      kind: 'action' as const,
      id: String(minutes),
      label: t(label),
      onAction: () => onSnooze(new Date(Date.now() + minutes * 60_000).toISOString()),
    })),
  ]
  const menu = useMenu(entries, t('calendarReminder.snoozeOne', { title }))
  return (
    <>
      <Button size="dense" aria-label={t('calendarReminder.snoozeOne', { title })} {...menu.trigger}>
        {t('calendarReminder.snooze')}
      </Button>
      {menu.element}
    </>
  )
}
