import { type FileOptions, type FileRead, readFile } from '../file/read-file.ts'
import { piecesOf, type TextPieces } from '../file/pieces.ts'
import { describe, type Description } from '../object/describe.ts'
import type { ObjectKind } from '../object/calendar-object.ts'
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
}

export interface Job {
  texts: string[]
  window?: Window
  limits?: ExpandLimits
  /** Says what is to be done next of each task that recurs. */
  now?: string
}

/** What became of one text. */
export type Digested =
  | { kind: 'read'; digests: Digest[] }
  | { kind: 'unreadable'; reason: (ParseResult & { kind: 'unreadable' })['reason'] }

/** What can be asked of a thread, and what it answers for each text. */
export type Work =
  | { task: 'digest'; job: Job }
  | { task: 'file'; job: FileOptions & { texts: string[] } }
  | { task: 'pieces'; job: { texts: string[] } }

export function run({ task, job }: Work): Digested[] | FileRead[] | TextPieces[] {
  if (task === 'file') return job.texts.map((text) => readFile(text, job))
  if (task === 'pieces') return job.texts.map(piecesOf)
  return digest(job)
}

/** Reads, describes and expands each text. */
function digest({ texts, window, limits, now }: Job): Digested[] {
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
      }
    })
    return { kind: 'read', digests }
  })
}
