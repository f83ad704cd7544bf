import { describe, type Description } from '../object/describe.ts'
import { type ObjectKind, textOfObject } from '../object/calendar-object.ts'
import { parse, type ParseResult } from '../object/parse.ts'
import { nextOpen } from '../edit/complete-task.ts'
import {
  expand,
  type Expansion,
  type ExpandLimits,
  type Occurrence,
  type Window,
} from '../recurrence/expand.ts'
import { readSeries } from '../recurrence/series.ts'
import type { Problem } from '../text/problem.ts'

/** One object as far as an index needs it: plain data, so that it crosses threads. */
export interface Digest {
  kind: ObjectKind
  uid: string
  description: Description
  /** Of the window asked for, if one was. */
  expansion?: Expansion
  /** Of a task that recurs, if `now` was given: what is to be done of it next. */
  nextOpen?: Occurrence
  problems: Problem[]
  /** The object as a file of its own, when it was asked for. */
  text?: string
}

export interface Job {
  texts: string[]
  window?: Window
  limits?: ExpandLimits
  /** Says what is to be done next of each task that recurs. */
  now?: string
  /** Give the text of each object too: an import stores them one by one. */
  split?: boolean
}

/** What became of one text. */
export type Digested =
  | { kind: 'read'; digests: Digest[] }
  | { kind: 'unreadable'; reason: (ParseResult & { kind: 'unreadable' })['reason'] }

/** What a thread does: reads, describes and expands each text. */
export function run({ texts, window, limits, now, split }: Job): Digested[] {
  return texts.map((text) => {
    const result = parse(text)
    if (result.kind === 'unreadable') return { kind: 'unreadable', reason: result.reason }
    const digests = [result.object, ...result.others].map((object): Digest => {
      const next =
        now !== undefined && object.kind === 'task' && readSeries(object)?.recurs === true
          ? nextOpen(object, now)
          : undefined
      return {
        kind: object.kind,
        uid: object.uid,
        description: describe(object),
        problems: [...object.problems],
        ...(window === undefined ? {} : { expansion: expand(object, window, limits) }),
        ...(next === undefined ? {} : { nextOpen: next }),
        ...(split === true ? { text: textOfObject(object) } : {}),
      }
    })
    return { kind: 'read', digests }
  })
}
