import type { Readable } from 'node:stream'
import { type Dossier, type Enrolment, isEmail, type TenantState } from '@staffetta/contract'
import type { Config } from '../config.ts'
import {
  countRecentNotices,
  deleteEnrolment,
  deleteFile,
  type EnrolmentRow,
  findEnrolment,
  findFile,
  insertEnrolment,
  insertFile,
  insertNotice,
  listFiles,
  lockEnrolment,
  updateEnrolment,
} from '../db/enrolments.ts'
import type { Db } from '../db/open.ts'
import type { Tenant } from '../db/tenants.ts'
import { AppError } from '../http/app-error.ts'
import { wholeOf } from '../http/whole-of.ts'
import { safeFileName } from '../mail/file-name.ts'
import { canSend } from '../mail/send-notice.ts'
import { letterType } from './letters.ts'
import { hashOfToken, linkOf, mintLink, tokenOf } from './links.ts'

const FILE_BYTES = 10_000_000
const MOST_FILES = 5
/** The link follows whoever asks to a new address, but is no way to write to strangers. */
const MOST_LINKS = 3
const MOST_NOTICES_A_DAY = 10

export interface RequestDeps {
  db: Db
  config: Config
  /** Whom one asks. */
  provider: Tenant
  /** Where the browser sees the product, where the operator did not say. */
  origin: URL
}

/** A draft of its own for whoever begins. */
export async function beginRequest(
  deps: RequestDeps,
  { language, dossier }: { language: 'it' | 'en'; dossier: Dossier },
): Promise<{ token: string; enrolment: Enrolment }> {
  const { token, row } = mintLink(deps.config.key)
  await insertEnrolment(deps.db, { ...row, language, dossier })
  const enrolment = await saveRequest(deps, row.id, { version: 1, dossier })
  return { token, enrolment }
}

export async function findRequest(
  { db }: { db: Db },
  token: string | undefined,
): Promise<EnrolmentRow | undefined> {
  const hash = hashOfToken(token)
  return hash === undefined ? undefined : findEnrolment(db, 'token_hash', hash)
}

/** One answer for a token nobody has and one that is over. */
export async function requestOf(deps: { db: Db }, token: string | undefined): Promise<EnrolmentRow> {
  const row = await findRequest(deps, token)
  if (row === undefined) throw new AppError('enrolment/gone')
  return row
}

export async function shownRequest(deps: RequestDeps, row: EnrolmentRow): Promise<Enrolment> {
  const { db, config, provider, origin } = deps
  const token = tokenOf(row, config.key)
  if (token === null) throw new AppError('enrolment/gone')
  return {
    version: row.version,
    savedAt: row.touched_at.toISOString(),
    dossier: row.dossier,
    files: await listFiles(db, row.id),
    link: linkOf(token, config.publicUrl ?? origin),
    linkSentTo: row.linked_to,
    state: row.state ?? 'draft',
    stateSince: (row.state_since ?? row.created_at).toISOString(),
    reason: row.state_reason ?? '',
    open: isOpen(row.state),
    mails: config.publicUrl !== null && canSend(provider, config),
  }
}

/** A draft, or what was sent back for more. */
function isOpen(state: TenantState | null): boolean {
  return state === null || state === 'more-asked'
}

/** Throws unless the request is there, may be changed, and is the one that was looked at. */
export async function lockOpen(tx: Db, id: string, version?: number): Promise<EnrolmentRow> {
  const row = await lockEnrolment(tx, id)
  if (row === undefined) throw new AppError('enrolment/gone')
  if (!isOpen(row.state)) throw new AppError('enrolment/closed')
  if (version !== undefined && row.version !== version) throw new AppError('enrolment/changed-elsewhere')
  return row
}

/** As soon as there is an address the link goes there. */
export async function saveRequest(
  deps: RequestDeps,
  id: string,
  { version, dossier }: { version: number; dossier: Dossier },
): Promise<Enrolment> {
  const { db } = deps
  const saved = await db.transaction().execute(async (tx) => {
    const row = await lockOpen(tx, id, version)
    const address = dossier.people.requester.email.toLowerCase()
    const isNew = isEmail(address) && row.linked_to !== address && row.links < MOST_LINKS
    const linked = isNew && (await countRecentNotices(tx, address)) < MOST_NOTICES_A_DAY
    await updateEnrolment(tx, id, { dossier, ...(linked && { linkedTo: address }) })
    if (linked) await insertNotice(tx, id, { address, says: { kind: 'link' } })
    return (await findEnrolment(tx, 'id', id))!
  })
  return shownRequest(deps, saved)
}

export async function addLetter(
  deps: RequestDeps,
  id: string,
  file: { fileName: string; content: Readable },
): Promise<Enrolment> {
  const tooLarge = () => new AppError('enrolment/file-too-large', { maxBytes: FILE_BYTES })
  const bytes = await wholeOf(file.content, FILE_BYTES, tooLarge)
  const type = letterType(bytes)
  if (type === null) throw new AppError('enrolment/file-refused')
  const fileName = safeFileName(file.fileName, type === 'pdf' ? 'application/pdf' : 'application/pkcs7-mime')
  return changeFiles(deps, id, async (tx) => {
    if ((await listFiles(tx, id)).length >= MOST_FILES)
      throw new AppError('enrolment/file-too-large', { most: MOST_FILES, maxBytes: FILE_BYTES })
    await insertFile(tx, id, { fileName, type, bytes })
  })
}

export async function removeLetter(deps: RequestDeps, id: string, fileId: string): Promise<Enrolment> {
  return changeFiles(deps, id, (tx) => deleteFile(tx, id, fileId))
}

export async function letterOf({ db }: { db: Db }, enrolmentId: string, fileId: string) {
  const file = await findFile(db, enrolmentId, fileId)
  if (file === undefined) throw new AppError('enrolment/gone')
  return file
}

export async function discardRequest({ db }: { db: Db }, row: EnrolmentRow): Promise<void> {
  if (row.tenant_id !== null) throw new AppError('enrolment/closed')
  await deleteEnrolment(db, row.id)
}

async function changeFiles(
  deps: RequestDeps,
  id: string,
  change: (tx: Db) => Promise<void>,
): Promise<Enrolment> {
  const row = await deps.db.transaction().execute(async (tx) => {
    await lockOpen(tx, id)
    await change(tx)
    await updateEnrolment(tx, id, {})
    return (await findEnrolment(tx, 'id', id))!
  })
  return shownRequest(deps, row)
}
