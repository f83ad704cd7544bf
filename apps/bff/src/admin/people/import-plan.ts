import { createHash } from 'node:crypto'
import type { ImportPlan } from '@staffetta/contract'
import { addressIn, domainOf } from '../../auth/names.ts'
import type { Person } from '../../db/people.ts'
import { type Entry, type Fault, readPeople } from './read-people.ts'
import type { PersonChange } from './record-people.ts'

/** More are told by their number. */
const MOST = 200

export interface Standing {
  people: readonly Person[]
  /** All that the body says are its own, also before it is served. */
  domains: readonly string[]
  /** Whom whoever asks cannot shut out. */
  kept: ReadonlySet<string>
  /** What becomes of people who are not in the file. */
  others: 'keep' | 'disable'
}

/** What a file means for a body as it stands: nothing is written here. */
export function planImport(
  octets: Uint8Array,
  standing: Standing,
): { plan: ImportPlan; changes: PersonChange[] } {
  const read = readPeople(octets)
  if ('problem' in read) return { plan: { ...nothing, problem: read.problem }, changes: [] }
  const known = new Map(standing.people.map((person) => [person.address, person]))
  const faults = [...read.faults]
  const named = new Set<string>()
  const changes: PersonChange[] = []
  let unchanged = 0
  for (const entry of read.entries) {
    const before = known.get(entry.address) ?? null
    const fault = named.has(entry.address) ? 'twice' : faultOf(entry, before, standing)
    named.add(entry.address)
    if (fault !== null) faults.push({ row: entry.row, value: entry.address, fault })
    else {
      const change = changeBy(entry, before)
      if (change === null) unchanged++
      else changes.push(change)
    }
  }
  if (standing.others === 'disable')
    for (const before of standing.people) {
      // Who administers is shut out by name, and never by being left out of a list.
      const stays = before.state !== 'enabled' || before.role !== null || standing.kept.has(before.address)
      if (!named.has(before.address) && !stays) changes.push(changeTo(before, 'disabled'))
    }
  return { plan: planOf(changes, faults, unchanged), changes }
}

function faultOf(
  { address, state }: Entry,
  before: Person | null,
  standing: Standing,
): Fault['fault'] | null {
  if (addressIn(address) === undefined) return 'not-an-address'
  if (!standing.domains.includes(domainOf(address))) return 'outside'
  if (before?.state === 'left' ? state !== 'left' : state === 'left') return 'left'
  if (state === 'disabled' && standing.kept.has(address)) return 'kept'
  return null
}

function changeBy({ address, name, group, state }: Entry, before: Person | null): PersonChange | null {
  const after = {
    address,
    name: name ?? before?.listedName ?? '',
    group: group ?? before?.group ?? '',
    state: state ?? 'enabled',
  }
  const same =
    before !== null &&
    before.state === after.state &&
    before.group === after.group &&
    // What they call themselves need not be repeated by the list.
    (before.listedName === after.name || (before.listedName === '' && before.name === after.name))
  return same ? null : { before, after }
}

function changeTo(before: Person, state: Person['state']): PersonChange {
  const { address, listedName, group } = before
  return { before, after: { address, name: listedName, group, state } }
}

const nothing: ImportPlan = {
  problem: null,
  mark: '',
  added: 0,
  enabled: 0,
  disabled: 0,
  renamed: 0,
  unchanged: 0,
  sessions: 0,
  losing: [],
  faults: [],
  faultCount: 0,
}

function planOf(changes: readonly PersonChange[], faults: Fault[], unchanged: number): ImportPlan {
  const losing = changes.flatMap(({ before, after }) =>
    before?.state === 'enabled' && after.state !== 'enabled' ? [before] : [],
  )
  const of = (which: (change: PersonChange) => boolean) => changes.filter(which).length
  return {
    ...nothing,
    mark: createHash('sha256')
      .update(JSON.stringify(changes.map(marked)))
      .digest('base64url'),
    added: of(({ before }) => before === null),
    enabled: of(
      ({ before, after }) => before !== null && before.state !== 'enabled' && after.state === 'enabled',
    ),
    disabled: losing.length,
    renamed: of(({ before, after }) => before?.state === after.state),
    unchanged,
    sessions: losing.reduce((sum, { sessions }) => sum + sessions, 0),
    losing: losing.slice(0, MOST).map(({ address }) => address),
    faults: faults.toSorted((a, b) => a.row - b.row).slice(0, MOST),
    faultCount: faults.length,
  }
}

/** All that decides what is written; how often somebody signed in meanwhile does not. */
function marked({ before, after }: PersonChange): unknown {
  return [after, before && [before.state, before.listedName, before.group]]
}
