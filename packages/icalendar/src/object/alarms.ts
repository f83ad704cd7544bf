import { type Component, componentsOf, findLine } from '../text/component.ts'
import { findProperty, paramOf, rawValueOf, textOf } from '../text/property.ts'
import { type Duration, readDuration } from '../time/duration.ts'
import { isoOf, readMoment } from '../time/moment.ts'

export interface Alarm {
  action: 'display' | 'email' | 'audio' | 'other'
  trigger:
    | { kind: 'before-start' | 'before-end'; days: number; minutes: number }
    | { kind: 'after-start' | 'after-end'; days: number; minutes: number }
    | { kind: 'at'; at: string }
  description?: string
  /** RFC 9074: when the reminder was last put away. */
  acknowledgedAt?: string
}

/** The alarms of a component, fifty at most; one without a readable trigger is left out (and stays in the file). */
export function alarmsOf(component: Component): Alarm[] {
  return componentsOf(component, 'VALARM')
    .slice(0, 50)
    .flatMap((alarm) => readAlarm(alarm) ?? [])
}

function readAlarm(component: Component): Alarm | undefined {
  const trigger = triggerOf(component)
  if (trigger === undefined) return undefined
  const action = textOf(component, 'ACTION')?.toLowerCase()
  const description = textOf(component, 'DESCRIPTION')
  const acknowledged = findProperty(component, 'ACKNOWLEDGED')
  const at =
    acknowledged === undefined ? undefined : readMoment(acknowledged.values[0], acknowledged, () => undefined)
  return {
    action: action === 'display' || action === 'email' || action === 'audio' ? action : 'other',
    trigger,
    ...(description === undefined ? {} : { description: description.slice(0, 1000) }),
    ...(at?.kind === 'utc' ? { acknowledgedAt: isoOf(at.wall) } : {}),
  }
}

function triggerOf(component: Component): Alarm['trigger'] | undefined {
  const line = findLine(component, 'TRIGGER')
  const property = findProperty(component, 'TRIGGER')
  if (line === undefined || property === undefined) return undefined
  const duration = readDuration(rawValueOf(line))
  if (duration !== undefined) return relative(duration, paramOf(property, 'related')?.toUpperCase() === 'END')
  const at = readMoment(rawValueOf(line), property, () => undefined)
  return at === undefined || at.kind === 'date' ? undefined : { kind: 'at', at: isoOf(at.wall) }
}

function relative({ days, ms }: Duration, end: boolean): Alarm['trigger'] {
  const before = days < 0 || (days === 0 && ms <= 0)
  const factor = before ? -1 : 1
  return {
    kind: before ? (end ? 'before-end' : 'before-start') : end ? 'after-end' : 'after-start',
    days: factor * days || 0,
    minutes: Math.round((factor * ms) / 60_000) || 0,
  }
}
