import { describe, type Description } from '../object/describe.ts'
import { type ObjectKind, textOfObject } from '../object/calendar-object.ts'
import { parse, type ParseResult } from '../object/parse.ts'
import { expand, type Expansion, type ExpandLimits, type Window } from '../recurrence/expand.ts'
import type { Problem } from '../text/problem.ts'

/** One object as far as an index needs it: plain data, so that it crosses threads. */
export interface Digest {
  kind: ObjectKind
  uid: string
  description: Description
  /** Of the window asked for, if one was. */
  expansion?: Expansion
  problems: Problem[]
  /** The object as a file of its own, when it was asked for. */
  text?: string
}

export interface Job {
  texts: string[]
  window?: Window
  limits?: ExpandLimits
  /** Give the text of each object too: an import stores them one by one. */
  split?: boolean
}

/** What became of one text. */
export type Digested =
  | { kind: 'read'; digests: Digest[] }
  | { kind: 'unreadable'; reason: (ParseResult & { kind: 'unreadable' })['reason'] }

/** What a thread does: reads, describes and expands each text. */
export function run({ texts, window, limits, split }: Job): Digested[] {
  return texts.map((text) => {
    const result = parse(text)
    if (result.kind === 'unreadable') return { kind: 'unreadable', reason: result.reason }
    const digests = [result.object, ...result.others].map((object): Digest => {
      return {
        kind: object.kind,
        uid: object.uid,
        description: describe(object),
        problems: [...object.problems],
        ...(window === undefined ? {} : { expansion: expand(object, window, limits) }),
        ...(split === true ? { text: textOfObject(object) } : {}),
      }
    })
    return { kind: 'read', digests }
  })
}
