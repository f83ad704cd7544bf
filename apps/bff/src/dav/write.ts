import { randomUUID } from 'node:crypto'
import {
  createObject,
  type Dav,
  deleteObject,
  getObject,
  isDavError,
  moveObject,
  nameOf,
  parentOf,
  putObject,
} from '@staffetta/dav'
import type { CollectionMemory, Remembered } from './collection-memory.ts'
import type { DavErrors } from './errors.ts'
import type { UndoStep } from './undo-list.ts'

const WRITE_MS = 30_000

/** What writing has to know of an area: it says at once what it wrote, and asks the server afterwards. */
export interface Writer {
  dav: Dav
  told: DavErrors['told']
  /** The memory says it before the server is asked again; then it is read back, since servers store what they please. */
  shown(href: string, stored: { etag: string; text: string }): Promise<void>
  notShown(href: string): void
}

/** Stores a new object and shows it at once. The name is the caller's, so that what is repeated meets itself. */
export async function storeNew(
  writer: Writer,
  href: string,
  text: string,
): Promise<{ href: string; etag: string }> {
  const signal = AbortSignal.timeout(WRITE_MS)
  const stored = await writer.told(
    'writing',
    createObject(writer.dav, parentOf(href), nameOf(href), text, { signal }),
  )
  await writer.shown(stored.href, { etag: stored.etag ?? '', text: stored.changedText ?? text })
  return { href: stored.href, etag: stored.etag ?? '*' }
}

/** Stores a new version over the one that is known; `outdated` when somebody was quicker. */
export async function storeOver(
  writer: Writer,
  href: string,
  text: string,
  etag: string | undefined,
): Promise<{ kind: 'stored'; etag: string } | { kind: 'outdated' }> {
  const signal = AbortSignal.timeout(WRITE_MS)
  try {
    // A server that names no ETag can only be asked that there be something.
    const stored = await putObject(writer.dav, href, text, { etag: etag ?? '*' }, { signal })
    await writer.shown(href, { etag: stored.etag ?? '', text: stored.changedText ?? text })
    return { kind: 'stored', etag: stored.etag ?? '*' }
  } catch (error) {
    if (isDavError(error, 'precondition')) return { kind: 'outdated' }
    return writer.told('writing', Promise.reject(error))
  }
}

/** Deletes that version; `outdated` when it is another by now. */
export async function deleteStored(
  writer: Writer,
  href: string,
  etag: string | undefined,
): Promise<'deleted' | 'absent' | 'outdated'> {
  const signal = AbortSignal.timeout(WRITE_MS)
  try {
    const match = etag === undefined || etag === '*' ? 'any' : { etag }
    const result = await deleteObject(writer.dav, href, match, { signal })
    writer.notShown(href)
    return result
  } catch (error) {
    if (isDavError(error, 'precondition')) return 'outdated'
    return writer.told('writing', Promise.reject(error))
  }
}

/** Asks for news after a write of ours; a reading that runs may have asked before we wrote. */
export function askAgain<Entry extends Remembered>(
  memory: CollectionMemory<Entry> | undefined,
  sync: () => void,
): void {
  if (memory === undefined || memory.progress !== null) return
  if (memory.running === undefined) setImmediate(sync)
  else void memory.running.then(sync, sync)
}

type MoveStep = Extract<UndoStep, { kind: 'moved' }>

/** From one collection to another, and the client that may do both: between two people only the service account's. */
interface Way {
  from: Writer
  to: Writer
  mover: Dav
}

/** Moves an object into another collection; undefined where a server that names things itself does not say where it is now. */
export async function moveStored(
  { from, to, mover }: Way,
  { href, text, etag }: { href: string; text: string; etag: string | undefined },
  folder: string,
  findMoved: () => Promise<string | undefined>,
): Promise<MoveStep | undefined> {
  const options = () => ({ match: { etag: etag ?? '*' }, signal: AbortSignal.timeout(WRITE_MS) })
  const moved = await from.told(
    'object',
    moveObject(mover, href, { collection: folder, name: nameOf(href) }, options()).catch((error: unknown) => {
      // The name is taken over there by something else: another name does as well.
      if (!isDavError(error, 'precondition', 'conflict')) throw error
      const extension = /\.[a-z]+$/.exec(nameOf(href))?.[0] ?? ''
      return moveObject(mover, href, { collection: folder, name: `${randomUUID()}${extension}` }, options())
    }),
  )
  from.notShown(href)
  const there = moved.href ?? (await findMoved())
  if (there === undefined) return undefined
  await to.shown(there, { etag: moved.etag ?? '', text })
  return { kind: 'moved', href: there, etag: moved.etag ?? '*', from: href }
}

/** Back to where it was and to its name there; `outdated` when somebody changed it since. */
export async function moveBack({ from, to, mover }: Way, step: MoveStep): Promise<'moved' | 'outdated'> {
  const signal = AbortSignal.timeout(WRITE_MS)
  try {
    const place = { collection: parentOf(step.from), name: nameOf(step.from) }
    const moved = await moveObject(mover, step.href, place, { match: { etag: step.etag }, signal })
    from.notShown(step.href)
    const object = await getObject(to.dav, moved.href ?? step.from, signal)
    await to.shown(object.href, { etag: object.etag ?? '', text: object.text })
    return 'moved'
  } catch (error) {
    if (isDavError(error, 'precondition', 'not-found')) return 'outdated'
    return from.told('writing', Promise.reject(error))
  }
}
