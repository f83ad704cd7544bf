import { textOf, propertyOf } from '../text/property.ts'
import type { Component } from '../text/component.ts'
import type { CalendarObject } from '../object/calendar-object.ts'
import { type Data, describe } from '../object/describe.ts'
import { parse, type ParseResult } from '../object/parse.ts'
import { attendeesOf, type Partstat } from '../object/people.ts'
import { keyText } from '../recurrence/occurrence-key.ts'
import { readOverrides, readSeries } from '../recurrence/series.ts'
import { type Difference, differencesOf, pairsOf, standingOf } from './compare.ts'
import { attendeeLine, organizerAddress, revisionOf } from './message.ts'

/** What one attendee says of the event or of one occurrence. */
export interface Answer {
  attendee: string
  name?: string
  partstat: Partstat
  comment?: string
  occurrence?: string
  delegatedTo?: string[]
  /** Nobody asked them. */
  partyCrasher: boolean
  /** They answered an older revision than the stored one, or something newer of theirs is known. */
  outdated: boolean
}

/** What a message means to whoever got it. */
export type Interpretation =
  | { kind: 'unreadable'; reason: (ParseResult & { kind: 'unreadable' })['reason'] | 'no-method' }
  /** An event to look at and keep, from nobody in particular. */
  | { kind: 'published'; object: CalendarObject }
  | { kind: 'not-for-me'; object: CalendarObject }
  | { kind: 'new'; object: CalendarObject; me: string }
  | {
      kind: 'update'
      object: CalendarObject
      me: string
      differences: Difference[]
      needsAnswer: boolean
      occurrences: string[]
    }
  /** The stored object is of this revision already. */
  | { kind: 'known'; object: CalendarObject; me: string }
  | { kind: 'outdated'; object: CalendarObject }
  | { kind: 'cancelled'; object: CalendarObject; occurrences: string[] | 'all'; andFuture: boolean }
  | { kind: 'reply'; object: CalendarObject; answers: Answer[] }
  | { kind: 'counter'; object: CalendarObject; answer: Answer; proposal: Data; differences: Difference[] }
  | { kind: 'counter-declined'; object: CalendarObject; comment?: string; occurrence?: string }
  | { kind: 'refresh'; object: CalendarObject; attendee: string }
  /** It speaks of an event that is not stored. */
  | { kind: 'unknown-event'; object: CalendarObject }

export interface InterpretOptions {
  /** The addresses I am written to by. */
  me: readonly string[]
}

/**
 * Says what a `text/calendar` part means, given the stored object of the same UID if there is one. Says nothing of whether the
 * sender may speak for the organizer or the attendee: that is for whoever knows the mail. Never throws.
 */
export function interpret(
  message: string,
  stored: CalendarObject | undefined,
  options: InterpretOptions,
): Interpretation {
  const result = parse(message)
  if (result.kind === 'unreadable') return { kind: 'unreadable', reason: result.reason }
  return interpretObject(result.object, stored, options)
}

/** The same of a message that is read already; a message may carry several objects. */
export function interpretObject(
  object: CalendarObject,
  storedObject: CalendarObject | undefined,
  { me }: InterpretOptions,
): Interpretation {
  const stored =
    storedObject?.uid === object.uid && storedObject.kind === object.kind ? storedObject : undefined
  const component = object.master ?? object.overrides[0]!
  const { method } = object
  if (method === undefined) return { kind: 'unreadable', reason: 'no-method' }
  switch (method) {
    case 'publish':
      return stored === undefined ? { kind: 'published', object } : revised(object, stored, '')
    case 'request':
    case 'add':
      return requested(object, stored, { me })
    case 'cancel': {
      if (stored === undefined) return { kind: 'unknown-event', object }
      const listed = attendeesOf(component)
      const concerned =
        listed.length === 0 ||
        attendeeLine(component, me) !== undefined ||
        isMe(organizerAddress(component), me)
      if (!concerned && attendeeLine(stored.master ?? stored.overrides[0]!, me) !== undefined)
        return { kind: 'not-for-me', object }
      if (isOlder(object, stored)) return { kind: 'outdated', object }
      const overrides = readOverrides(object, readSeries(stored))
      return {
        kind: 'cancelled',
        object,
        occurrences: object.master !== undefined ? 'all' : overrides.map(({ key }) => keyText(key)),
        andFuture: overrides.some(({ andFuture }) => andFuture),
      }
    }
    case 'reply':
      return stored === undefined
        ? { kind: 'unknown-event', object }
        : { kind: 'reply', object, answers: answersOf(object, stored) }
    case 'counter': {
      if (stored === undefined) return { kind: 'unknown-event', object }
      const [answer] = answersOf(object, stored)
      const described = describe(object)
      const proposal = described.master ?? described.overrides[0]
      if (answer === undefined || proposal === undefined) return { kind: 'unreadable', reason: 'empty' }
      return { kind: 'counter', object, answer, proposal, differences: differencesOf(object, stored) }
    }
    case 'declinecounter': {
      if (stored === undefined) return { kind: 'unknown-event', object }
      const comment = textOf(component, 'COMMENT')
      const [override] = readOverrides(object, readSeries(stored))
      return {
        kind: 'counter-declined',
        object,
        ...(comment === undefined ? {} : { comment: comment.slice(0, 5000) }),
        ...(override === undefined ? {} : { occurrence: keyText(override.key) }),
      }
    }
    case 'refresh': {
      const attendee = attendeesOf(component)[0]?.address
      if (stored === undefined || attendee === undefined) return { kind: 'unknown-event', object }
      return { kind: 'refresh', object, attendee }
    }
  }
}

function requested(
  object: CalendarObject,
  stored: CalendarObject | undefined,
  { me }: InterpretOptions,
): Interpretation {
  const components = componentsIn(object)
  const line = components.map((component) => attendeeLine(component, me)).find((one) => one !== undefined)
  const property = line === undefined ? undefined : propertyOf(line)
  const mine = property === undefined ? undefined : attendeesOf({ name: '', items: [line!] })[0]?.address
  const organizer = components.map(organizerAddress).find((address) => isMe(address, me))
  const address = mine ?? organizer
  if (address === undefined) return { kind: 'not-for-me', object }
  if (stored === undefined) return { kind: 'new', object, me: address }
  return revised(object, stored, address)
}

function revised(object: CalendarObject, stored: CalendarObject, me: string): Interpretation {
  const standing = standingOf(object, stored)
  if (standing === 'older') return { kind: 'outdated', object }
  if (standing === 'same') return { kind: 'known', object, me }
  const differences = differencesOf(object, stored)
  const asked = componentsIn(object)
    .map((component) => attendeeLine(component, [me]))
    .flatMap((line) => (line === undefined ? [] : attendeesOf({ name: '', items: [line] })))
  return {
    kind: 'update',
    object,
    me,
    differences,
    needsAnswer:
      asked.some(({ partstat }) => partstat === 'needs-action') &&
      (differences.includes('time') || differences.includes('recurrence')),
    occurrences:
      object.master === undefined
        ? readOverrides(object, readSeries(stored)).map(({ key }) => keyText(key))
        : [],
  }
}

function isOlder(object: CalendarObject, stored: CalendarObject): boolean {
  return standingOf(object, stored) === 'older'
}

/** Each may cost an override; nobody answers more occurrences than these in one message. */
const mostAnswers = 200

function answersOf(object: CalendarObject, stored: CalendarObject): Answer[] {
  return pairsOf(object, stored)
    .slice(0, mostAnswers)
    .flatMap(({ component, counterpart, key }) => {
      // One attendee answers; whoever writes the organizer beside them means the other.
      const listed = attendeesOf(component)
      const attendee = listed.find(({ address }) => address !== organizerAddress(component)) ?? listed[0]
      if (attendee === undefined) return []
      const known = counterpart ?? stored.master ?? stored.overrides[0]!
      const line = attendeeLine(known, [attendee.address])
      const delegator = attendee.delegatedFrom?.find(
        (address) => attendeeLine(known, [address]) !== undefined,
      )
      const comment = textOf(component, 'COMMENT')
      const { sequence, stampedAt } = revisionOf(object.calendar, component)
      const answered = line === undefined ? undefined : answeredAt(line.text)
      return [
        {
          attendee: attendee.address,
          ...(attendee.name === undefined ? {} : { name: attendee.name }),
          partstat: attendee.partstat,
          ...(comment === undefined ? {} : { comment: comment.slice(0, 5000) }),
          ...(key === undefined ? {} : { occurrence: keyText(key) }),
          ...(attendee.delegatedTo === undefined ? {} : { delegatedTo: attendee.delegatedTo }),
          partyCrasher: line === undefined && delegator === undefined,
          outdated:
            sequence < revisionOf(stored.calendar, known).sequence ||
            (answered !== undefined && stampedAt < answered),
        },
      ]
    })
}

/** When an attendee answered last, as we noted it in their line. */
function answeredAt(text: string): number | undefined {
  const match = /;X-CALENDARSERVER-DTSTAMP=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/i.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number)
  return Date.UTC(year!, month! - 1, day, hour, minute, second)
}

function componentsIn(object: CalendarObject): Component[] {
  return [...(object.master === undefined ? [] : [object.master]), ...object.overrides]
}

function isMe(address: string | undefined, me: readonly string[]): boolean {
  return address !== undefined && me.some((one) => one.trim().toLowerCase() === address)
}
