import type {
  AdminAnnouncement,
  AnnouncementDraft,
  AnnouncementStanding,
  Audience,
  LiveEvent,
} from '@staffetta/contract'
import { asShown } from '../announcements/shown.ts'
import {
  allAnnouncements,
  endAnnouncement,
  insertAnnouncement,
  lockAnnouncement,
  type Reach,
  type StoredAnnouncement,
  updateAnnouncement,
  type WrittenAnnouncement,
} from '../db/announcements.ts'
import type { Db } from '../db/open.ts'
import { listTenants } from '../db/tenants.ts'
import type { Actor } from '../http/actor.ts'
import { AppError } from '../http/app-error.ts'
import { record } from '../register/record.ts'

/** Who speaks: a body to its own people; the operators to everybody, or to those of some bodies. */
export type Speaker = { tenantId: string } | { audience: Audience }

/** A key of whom something is told, as the live hub has them, and what. */
export type Tell = (to: string, events: LiveEvent[]) => unknown

interface Desk {
  db: Db
  actor: Actor
  /** Nobody waits for who looks at it to hear of it. */
  tell: Tell
}

/** Newest first. `owner` null: those of the operators. */
export async function writtenAnnouncements(
  db: Db,
  owner: string | null,
  now = new Date(),
): Promise<AdminAnnouncement[]> {
  const [all, tenants] = await Promise.all([allAnnouncements(db, owner), listTenants(db)])
  const names = new Map(tenants.map(({ id, name }) => [id, name]))
  return all.map((stored) => ({
    announcement: asShown(stored),
    onSignIn: stored.onSignIn,
    standing: standingOf(stored, now),
    endedAt: stored.endedAt?.toISOString() ?? null,
    audience:
      stored.tenantId === null
        ? {
            everybody: stored.forAll,
            // Whoever looks at one body learns nothing of the others.
            bodies: stored.bodies
              .filter((id) => owner === null || id === owner)
              .map((id) => ({ id, name: names.get(id) ?? '' })),
          }
        : null,
  }))
}

export async function publishAnnouncement(
  { db, actor, tell }: Desk,
  speaker: Speaker,
  draft: AnnouncementDraft,
): Promise<string> {
  const written = await checked(db, draft, speaker)
  const [owner, reach] = [ownerOf(speaker), reachOf(speaker)]
  const id = await db.transaction().execute(async (tx) => {
    const made = await insertAnnouncement(tx, owner, written, reach)
    const details = { after: { ...written, ...reach } }
    await record(tx, {
      act: 'announcement/published',
      actor,
      tenantId: owner,
      subject: shortly(written),
      details,
    })
    return made
  })
  await tellAll(tell, [reach])
  return id
}

/** What is over is not changed any more, and nobody writes over what another has just written. */
export async function changeAnnouncement(
  { db, actor, tell }: Desk,
  speaker: Speaker,
  { id, edition, draft }: { id: string; edition: number; draft: AnnouncementDraft },
): Promise<void> {
  const [owner, reach] = [ownerOf(speaker), reachOf(speaker)]
  const written = await checked(db, draft, speaker)
  const before = await db.transaction().execute(async (tx) => {
    const stored = await standing(tx, owner, id)
    if (stored.edition !== edition) throw new AppError('admin/announcement-changed')
    await updateAnnouncement(tx, id, written, reach)
    const details = { before: stored, after: { ...written, ...reach } }
    await record(tx, {
      act: 'announcement/changed',
      actor,
      tenantId: owner,
      subject: shortly(written),
      details,
    })
    return stored
  })
  await tellAll(tell, [before, reach])
}

export async function stopAnnouncement(
  { db, actor, tell }: Desk,
  owner: string | null,
  id: string,
): Promise<void> {
  const stored = await db.transaction().execute(async (tx) => {
    const found = await standing(tx, owner, id)
    await endAnnouncement(tx, id)
    const details = { before: found }
    await record(tx, { act: 'announcement/ended', actor, tenantId: owner, subject: shortly(found), details })
    return found
  })
  await tellAll(tell, [stored])
}

function standingOf({ beginsAt, endsAt, endedAt }: StoredAnnouncement, now: Date): AnnouncementStanding {
  if (endedAt !== null || endsAt <= now) return 'past'
  return beginsAt <= now ? 'current' : 'planned'
}

async function standing(tx: Db, owner: string | null, id: string): Promise<StoredAnnouncement> {
  const stored = await lockAnnouncement(tx, owner, id)
  if (stored === undefined) throw new AppError('request/not-found')
  if (standingOf(stored, new Date()) === 'past') throw new AppError('admin/announcement-changed')
  return stored
}

const ownerOf = (speaker: Speaker) => ('tenantId' in speaker ? speaker.tenantId : null)

function reachOf(speaker: Speaker): Reach {
  if ('tenantId' in speaker) return { forAll: false, bodies: [speaker.tenantId] }
  const { everybody, bodies } = speaker.audience
  return { forAll: everybody, bodies: everybody ? [] : [...new Set(bodies)] }
}

async function checked(db: Db, draft: AnnouncementDraft, speaker: Speaker): Promise<WrittenAnnouncement> {
  const { kind, services, onSignIn } = draft
  const [beginsAt, endsAt] = [new Date(draft.beginsAt), new Date(draft.endsAt)]
  // A day that is in no calendar compares with nothing.
  if (!(endsAt > beginsAt && endsAt.getTime() > Date.now()))
    throw new AppError('admin/announcement-refused', { what: 'times' })
  const { forAll, bodies } = reachOf(speaker)
  const known = new Set((await listTenants(db)).map(({ id }) => id))
  if ((!forAll && bodies.length === 0) || bodies.some((id) => !known.has(id)))
    throw new AppError('admin/announcement-refused', { what: 'bodies' })
  return {
    kind,
    beginsAt,
    endsAt,
    it: draft.it.trim(),
    en: draft.en === null ? null : draft.en.trim(),
    services: kind === 'information' ? [] : [...new Set(services)],
    onSignIn: onSignIn || kind === 'maintenance',
  }
}

const shortly = ({ it }: { it: string }) => (it.length > 60 ? `${it.slice(0, 59)}…` : it)

async function tellAll(tell: Tell, reaches: Reach[]): Promise<void> {
  const keys = reaches.some(({ forAll }) => forAll)
    ? ['']
    : [...new Set(reaches.flatMap(({ bodies }) => bodies))].map((id) => `${id}/`)
  await Promise.all(keys.map((key) => tell(key, [{ type: 'announcements.changed' }])))
}
