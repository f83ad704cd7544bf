import { describe, type Description } from '../object/describe.ts'
import type { ObjectKind } from '../object/calendar-object.ts'
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
}

export interface Job {
  texts: string[]
  window?: Window
  limits?: ExpandLimits
}

/** What became of one text. */
export type Digested =
  | { kind: 'read'; digests: Digest[] }
  | { kind: 'unreadable'; reason: (ParseResult & { kind: 'unreadable' })['reason'] }

/** What a thread does: reads, describes and expands each text. */
export function run({ texts, window, limits }: Job): Digested[] {
  return texts.map((text) => {
    const result = parse(text)
    if (result.kind === 'unreadable') return { kind: 'unreadable', reason: result.reason }
    const digests = [result.object, ...result.others].map((object): Digest => {
      const digest = {
        kind: object.kind,
        uid: object.uid,
        description: describe(object),
        problems: [...object.problems],
      }
      return window === undefined ? digest : { ...digest, expansion: expand(object, window, limits) }
    })
    return { kind: 'read', digests }
  })
}
