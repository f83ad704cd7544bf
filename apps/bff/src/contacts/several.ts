import { randomUUID } from 'node:crypto'
import type { BookId, CardRef } from '@staffetta/contract'
import { memberHref } from '@staffetta/dav'
import { hrefOfId } from '../dav/refs.ts'
import type { UndoStep } from '../dav/undo-list.ts'
import { deleteStored, moveStored, storeNew } from '../dav/write.ts'
import { AppError } from '../http/app-error.ts'
import { type Access, moverOf, writableAccess } from './access.ts'
import { syncBook } from './book-sync.ts'
import { cardEntry } from './card-entry.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { storedCard, type StoredCard } from './open-card.ts'
import { writing, type Writing } from './write.ts'

const AT_ONCE = 4
/** Kept so that it can be taken back; what would not be is not removed. */
const MOST_KEPT = 40_000_000

interface SomeDone {
  undo: string
  failed: CardRef[]
}

export async function removeCards(
  deps: ContactsDeps,
  account: ContactsAccount,
  refs: readonly CardRef[],
): Promise<SomeDone> {
  let kept = 0
  return eachOf(account, refs, async (ref, own) => {
    const { href, access, object } = await writableCard(deps, account, ref)
    kept += object.text.length
    if (kept > MOST_KEPT) throw new AppError('contacts/over-quota')
    const result = await deleteStored(own.at(access.via), href, object.etag)
    if (result === 'outdated') throw new AppError('contacts/conflict')
    return result === 'absent' ? undefined : { kind: 'removed', href, before: object.text }
  })
}

/** Whole and untouched into another book: by MOVE, or as a second one there. */
export async function moveCards(
  deps: ContactsDeps,
  account: ContactsAccount,
  { refs, bookId, copy }: { refs: readonly CardRef[]; bookId: BookId; copy: boolean },
): Promise<SomeDone> {
  const target = await writableAccess(deps, account, hrefOfId(bookId))
  return eachOf(account, refs, async (ref, own) => {
    const stored = await (copy ? storedCard : writableCard)(deps, account, ref)
    if (stored.access.collection.href === target.collection.href) {
      // Two of one UID cannot lie in one book.
      if (copy) throw new AppError('contacts/conflict')
      return undefined
    }
    return copy ? copyInto(target, stored, own) : moveInto(target, stored, own)
  })
}

async function copyInto(
  { via, collection }: Access,
  { object }: StoredCard,
  own: Writing,
): Promise<UndoStep> {
  const href = memberHref(collection.href, `${randomUUID()}.vcf`)
  return { kind: 'created', ...(await storeNew(own.at(via), href, object.text)) }
}

async function moveInto(
  target: Access,
  { href, access, object }: StoredCard,
  own: Writing,
): Promise<UndoStep | undefined> {
  const way = { from: own.at(access.via), to: own.at(target.via), mover: moverOf(access, target).dav }
  const { text, etag } = object
  return moveStored(way, { href, text, etag }, target.collection.href, async () => {
    const index = target.via.indexOf(target.collection)
    await syncBook(target.via, index)
    const { uid } = cardEntry(text, '').row
    return [...index.entries].find(([, { row }]) => row.uid === uid)?.[0]
  })
}

async function writableCard(deps: ContactsDeps, account: ContactsAccount, ref: CardRef): Promise<StoredCard> {
  const stored = await storedCard(deps, account, ref)
  if (!stored.access.write) throw new AppError('contacts/not-permitted')
  return stored
}

/** One after the other, four at a time; what fails is told by name, and the failure itself where all did. */
async function eachOf(
  account: ContactsAccount,
  refs: readonly CardRef[],
  work: (ref: CardRef, own: Writing) => Promise<UndoStep | undefined>,
): Promise<SomeDone> {
  const waiting = [...new Set(refs)]
  const all = waiting.length
  const steps: UndoStep[] = []
  const failures = new Map<CardRef, AppError>()
  await writing(async (own) => {
    const next = async (): Promise<void> => {
      for (let ref = waiting.shift(); ref !== undefined; ref = waiting.shift()) {
        try {
          const step = await work(ref, own)
          if (step !== undefined) steps.push(step)
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          failures.set(ref, error)
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, next))
  })
  const [first] = failures.values()
  if (first !== undefined && failures.size === all) throw first
  return { undo: await account.undo.keep({ steps }), failed: [...failures.keys()] }
}
