import { type Component, linesOf, replaceLine, replaceLines, addLine } from '../text/component.ts'
import { lineOf, propertyOf, withParams } from '../text/property.ts'
import { type CalendarObject, momentIn } from '../object/calendar-object.ts'
import { parse } from '../object/parse.ts'
import { addressOf, readAttendee } from '../object/people.ts'
import { draftOf, written } from '../edit/draft.ts'
import { addOverride, findOccurrence } from '../edit/occurrence.ts'
import { newTimes, setTimes } from '../edit/times.ts'
import { TooComplex } from '../recurrence/expand-rule.ts'
import { readSeries } from '../recurrence/series.ts'
import { type CalendarTime, instantFrom } from '../time/moment.ts'
import {
  attendeeLine,
  messageText,
  organizerAddress,
  type Prepared,
  publicComponent,
  setComment,
  shortComponent,
} from './message.ts'

export interface Answering {
  /** The addresses I am written to by; the one that is asked answers. */
  me: readonly string[]
  now: string
  /** Of a series, the one occurrence that is meant. */
  occurrence?: string
  comment?: string
}

/**
 * Answers an invitation: PARTSTAT inside the stored object, and the short REPLY to its organizer. A REPLY repeats the SEQUENCE
 * it answers (RFC 5546 §3.2.3); DTSTAMP of the stored object stays the organizer's.
 */
export function reply(
  stored: CalendarObject,
  options: Answering & { partstat: 'accepted' | 'declined' | 'tentative' },
): Prepared {
  return answer(stored, options, { PARTSTAT: options.partstat.toUpperCase() })
}

/** Hands the invitation on: DELEGATED to the organizer, the invitation itself to whoever goes instead. */
export function delegate(
  stored: CalendarObject,
  options: Answering & { to: { address: string; name?: string } },
): Prepared {
  const to = addressOf(options.to.address)
  if (to === undefined) return { kind: 'refused', reason: 'not-invited' }
  const answered = answer(
    stored,
    options,
    { PARTSTAT: 'DELEGATED', 'DELEGATED-TO': `mailto:${to}`, RSVP: undefined },
    (component, mine) => {
      if (attendeeLine(component, [to]) !== undefined) return
      const from = addressOf(String(propertyOf(mine)?.values[0])) ?? ''
      const params = {
        cn: options.to.name,
        partstat: 'NEEDS-ACTION',
        rsvp: 'TRUE',
        'delegated-from': [`mailto:${from}`],
      }
      addLine(component, lineOf('ATTENDEE', `mailto:${to}`, { params }))
    },
  )
  if (answered.kind === 'refused' || answered.toStore === undefined) return answered
  const after = parse(answered.toStore)
  if (after.kind === 'unreadable') return answered
  const handed = touched(after.object, options, (draft, component) =>
    messageText(draft, 'request', [publicComponent(component, options)]),
  )
  if (handed === undefined) return answered
  return { ...answered, toSend: [...answered.toSend, { method: 'request', text: handed, to: [to] }] }
}

/** Proposes another time: the whole event with what is proposed, to the organizer. The stored object stays. */
export function counter(
  stored: CalendarObject,
  options: Answering & { start: CalendarTime; end?: CalendarTime },
): Prepared {
  const result = touched(stored, options, (draft, component) => {
    const mine = attendeeLine(component, options.me)
    const to = organizerAddress(component)
    if (mine === undefined || to === undefined) return undefined
    const old = momentIn(draft.calendar, component, 'DTSTART')
    const wanted = { start: options.start, ...(options.end === undefined ? {} : { end: options.end }) }
    const times = newTimes(draft, wanted, { component, old })
    if (times !== undefined) setTimes(draft, component, times)
    const proposed = publicComponent(component, options)
    replaceLines(proposed, 'ATTENDEE', [withParams(mine, { PARTSTAT: 'TENTATIVE' })])
    setComment(proposed, options.comment)
    return { text: messageText(draft, 'counter', [proposed]), to: [to] }
  })
  if (result === undefined) return refusal(stored, options)
  return { kind: 'ready', toSend: [{ method: 'counter', ...result }] }
}

/** Asks the organizer for the event as it stands now. */
export function refresh(stored: CalendarObject, { me, now, comment }: Answering): Prepared {
  const component = stored.master ?? stored.overrides[0]!
  const mine = attendeeLine(component, me)
  const to = organizerAddress(component)
  if (mine === undefined || to === undefined) return refusal(stored, { me, now })
  const short = shortComponent(component, { now })
  short.items = short.items.filter((item) =>
    ['UID', 'DTSTAMP', 'ORGANIZER', 'RECURRENCE-ID'].includes(item.name),
  )
  addLine(short, withParams(mine, { RSVP: undefined }))
  setComment(short, comment)
  return {
    kind: 'ready',
    toSend: [{ method: 'refresh', text: messageText(stored, 'refresh', [short]), to: [to] }],
  }
}

function answer(
  stored: CalendarObject,
  options: Answering,
  params: Record<string, string | undefined>,
  more: (component: Component, mine: ReturnType<typeof lineOf>) => void = () => {},
): Prepared {
  try {
    const draft = draftOf(stored)
    const whole = options.occurrence === undefined || isAlone(draft)
    const component = whole ? (draft.master ?? draft.overrides[0]) : occurrenceIn(draft, options.occurrence!)
    if (component === undefined) return { kind: 'refused', reason: 'no-such-occurrence' }
    const mine = attendeeLine(component, options.me)
    const to = organizerAddress(component)
    if (mine === undefined || to === undefined) return refusal(stored, options)

    const before = partstatOf(mine)
    const answered = withParams(mine, params)
    replaceLine(component, mine, answered)
    more(component, answered)
    if (whole) {
      // Occurrences that were answered otherwise keep their answer.
      for (const override of draft.overrides) {
        const line = override === component ? undefined : attendeeLine(override, options.me)
        if (line !== undefined && (partstatOf(line) === before || partstatOf(line) === 'needs-action')) {
          const changed = withParams(line, params)
          replaceLine(override, line, changed)
          more(override, changed)
        }
      }
    }
    const short = shortComponent(component, options)
    addLine(
      short,
      withParams(answered, {
        RSVP: undefined,
        'X-CALENDARSERVER-DTSTAMP': undefined,
        'SCHEDULE-STATUS': undefined,
      }),
    )
    setComment(short, options.comment)
    const text = messageText(draft, 'reply', [short])
    return {
      kind: 'ready',
      toStore: written(draft, stored).text,
      toSend: [{ method: 'reply', text, to: [to] }],
    }
  } catch (error) {
    if (error instanceof TooComplex) return { kind: 'refused', reason: 'too-complex' }
    throw error
  }
}

/** Does something with a copy of the component that is meant; undefined when there is no such occurrence. */
function touched<T>(
  stored: CalendarObject,
  { occurrence }: Answering,
  act: (draft: CalendarObject, component: Component) => T,
): T | undefined {
  try {
    const draft = draftOf(stored)
    const component =
      occurrence === undefined || isAlone(draft)
        ? (draft.master ?? draft.overrides[0])
        : occurrenceIn(draft, occurrence)
    return component === undefined ? undefined : act(draft, component)
  } catch (error) {
    if (error instanceof TooComplex) return undefined
    throw error
  }
}

/** The override of an occurrence in a draft, made when there is none. */
export function occurrenceIn(draft: CalendarObject, occurrence: string): Component | undefined {
  const found = findOccurrence(draft, instantFrom(occurrence))
  if (found === undefined) return undefined
  return found.override?.component ?? addOverride(draft, found)
}

function isAlone(draft: CalendarObject): boolean {
  return draft.overrides.length === 0 && readSeries(draft)?.recurs !== true
}

function partstatOf(line: ReturnType<typeof lineOf>): string | undefined {
  const property = propertyOf(line)
  return property === undefined ? undefined : readAttendee(property)?.partstat
}

function refusal(stored: CalendarObject, { me }: Answering): Prepared & { kind: 'refused' } {
  const component = stored.master ?? stored.overrides[0]!
  if (organizerAddress(component) === undefined) return { kind: 'refused', reason: 'no-organizer' }
  const invited = linesOf(component, 'ATTENDEE').length > 0 && attendeeLine(component, me) !== undefined
  return { kind: 'refused', reason: invited ? 'no-such-occurrence' : 'not-invited' }
}
