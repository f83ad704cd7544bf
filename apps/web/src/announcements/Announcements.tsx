import './Announcements.css'
import type { ReceivedAnnouncement } from '@staffetta/contract'
import { Button, IconButton } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { AnnouncementLine } from './AnnouncementLine.tsx'
import { received, setAway } from './queries.ts'
import { useShown } from './use-shown.ts'

const none: ReceivedAnnouncement[] = []

/**
 * What is announced, above the work: what weighs most, and the others when one asks. What one is only told can be put away; what
 * hinders the work stays, as small as one likes.
 */
export function Announcements() {
  const { t } = useI18n()
  const { data = none } = useQuery(received())
  const { shown, now } = useShown(data)
  const [all, setAll] = useState(false)
  const lines = shown.filter(({ kind, away }) => kind !== 'information' || !away)
  const place = useKeptFocus(lines.length)
  if (lines.length === 0) return null
  const more = lines.length - 1
  return (
    <section ref={place} className="announcements" aria-label={t('announcements.title')}>
      {lines.slice(0, all ? undefined : 1).map((one) => (
        <Line key={`${one.id} ${one.edition}`} of={one} now={now} />
      ))}
      {more > 0 && (
        <Button kind="text" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('announcements.fewer') : t('announcements.more', { count: more })}
        </Button>
      )}
    </section>
  )
}

/** Where what had the focus goes away, the next button here has it, or the work. */
function useKeptFocus(lines: number): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null)
  const was = useRef(false)
  useEffect(() => {
    const look = () => {
      was.current = place.current?.contains(document.activeElement) ?? false
    }
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [])
  useEffect(() => {
    if (!was.current || document.activeElement !== document.body) return
    was.current = false
    ;(place.current?.querySelector('button') ?? document.getElementById('content'))?.focus()
  }, [lines])
  return place
}

function Line({ of, now }: { of: ReceivedAnnouncement; now: number }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const [opened, setOpened] = useState(false)
  if (of.kind === 'information')
    return (
      <AnnouncementLine
        of={of}
        now={now}
        action={
          <IconButton
            icon={X}
            label={t('announcements.putAway')}
            onClick={() => {
              void setAway(client, of, true)
              notify({
                text: t('announcements.isAway'),
                action: { label: t('actions.undo'), onAction: () => void setAway(client, of, false) },
              })
            }}
          />
        }
      />
    )
  const small = of.away && !opened
  return (
    <AnnouncementLine
      of={of}
      now={now}
      small={small}
      action={
        <Button
          kind="text"
          aria-expanded={!small}
          onClick={() => {
            setOpened(small)
            if (!small && !of.away) void setAway(client, of, true)
          }}
        >
          {t(small ? 'announcements.read' : 'announcements.shrink')}
        </Button>
      }
    />
  )
}
