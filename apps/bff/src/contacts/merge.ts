import type { CardDetail, CardRef, MergeChoices, MergePreview } from '@staffetta/contract'
import {
  type Card,
  mergeCards as merged,
  type MergeChoices as Choices,
  mergePlan,
  readCard,
  readCards,
  replaceMember,
} from '@staffetta/vcard'
import type { UndoStep } from '../dav/undo-list.ts'
import { deleteStored, storeOver } from '../dav/write.ts'
import { AppError } from '../http/app-error.ts'
import { readableBooks } from './books.ts'
import { refIn } from './cards.ts'
import { cardDone, type Done, MOST_CHARACTERS } from './changes.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { detailOf, openCard, type OpenCard, storedCard, versionOfCard, withCard } from './open-card.ts'
import { undoSteps } from './undo.ts'
import { writing, type Writing } from './write.ts'

/** What becomes of either card, field by field, before anything is written. */
export async function previewMerge(
  deps: ContactsDeps,
  account: ContactsAccount,
  refs: { kept: CardRef; gone: CardRef },
): Promise<MergePreview> {
  const { kept, gone } = await openBoth(deps, account, refs)
  const { fields } = mergePlan(kept.card, gone.card)
  const details: { kept: CardDetail; gone: CardDetail } = { kept: detailOf(kept), gone: detailOf(gone) }
  return { ...details, fields: fields.map(({ field, state }) => ({ field, state })) }
}

interface Wanted {
  kept: { ref: CardRef; etag: string }
  gone: { ref: CardRef; etag: string }
  choices: MergeChoices
}

/**
 * Nothing is lost wherever it breaks off: the kept card has all before groups name it, and the other is removed last. What was done
 * by then is taken back, as far as the server lets us.
 */
export async function mergeCards(
  deps: ContactsDeps,
  account: ContactsAccount,
  { kept: keptRead, gone: goneRead, choices }: Wanted,
): Promise<Done> {
  const { kept, gone } = await openBoth(deps, account, { kept: keptRead.ref, gone: goneRead.ref })
  // What a person chose from is what they saw: nothing that is new since may go unseen.
  if (versionOfCard(kept.object, kept.fields) !== keptRead.etag) throw new AppError('contacts/conflict')
  if (versionOfCard(gone.object, gone.fields) !== goneRead.etag) throw new AppError('contacts/conflict')
  const now = new Date().toISOString()
  const text = withCard(kept.object.text, merged(kept.card, gone.card, choices as Choices, { now }))
  if (text.length > MOST_CHARACTERS) throw new AppError('contacts/card-refused')
  return writing(async (own) => {
    const steps: UndoStep[] = []
    try {
      await storeKept(own, kept, text, steps)
      for (const ref of await groupsOf(deps, account, gone))
        await replaceIn(deps, account, { own, ref, kept, gone, steps })
      await removeGone(own, gone, steps)
    } catch (error) {
      await undoSteps(deps, account, own, steps).catch(() => undefined)
      throw error
    }
    return cardDone(account, kept.access.via, { href: kept.href, steps })
  })
}

async function openBoth(
  deps: ContactsDeps,
  account: ContactsAccount,
  refs: { kept: CardRef; gone: CardRef },
): Promise<{ kept: OpenCard; gone: OpenCard }> {
  const [kept, gone] = await Promise.all([
    openCard(deps, account, refs.kept),
    openCard(deps, account, refs.gone),
  ])
  if (!kept.access.write || !gone.access.write) throw new AppError('contacts/not-permitted')
  const isGroup = ({ fields }: OpenCard) => fields.kind === 'group'
  // What lies beside the other in its object would go with it.
  const isAlone = [...readCards(gone.object.text)].length === 1
  if (kept.href === gone.href || isGroup(kept) !== isGroup(gone) || !isAlone)
    throw new AppError('contacts/card-refused')
  return { kept, gone }
}

async function storeKept(own: Writing, kept: OpenCard, text: string, steps: UndoStep[]): Promise<void> {
  const { href, access, object } = kept
  const result = await storeOver(own.at(access.via), href, text, object.etag)
  if (result.kind === 'outdated') throw new AppError('contacts/conflict')
  steps.push({ kind: 'changed', href, etag: result.etag, before: object.text })
}

async function removeGone(own: Writing, gone: OpenCard, steps: UndoStep[]): Promise<void> {
  const { href, access, object } = gone
  const result = await deleteStored(own.at(access.via), href, object.etag)
  if (result === 'outdated') throw new AppError('contacts/conflict')
  if (result === 'deleted') steps.push({ kind: 'removed', href, before: object.text })
}

/** The groups that name the other by its UID, in all books one may write to. */
async function groupsOf(deps: ContactsDeps, account: ContactsAccount, gone: OpenCard): Promise<CardRef[]> {
  const uid = plain(gone.data.uid)
  if (uid === '') return []
  const books = (await readableBooks(deps, account)).filter(({ write }) => write)
  return books.flatMap((access) =>
    [...access.via.indexOf(access.collection).entries].flatMap(([href, { row }]) =>
      row.members.some((member) => plain(member) === uid) ? [refIn(access, href)] : [],
    ),
  )
}

interface Replacing {
  own: Writing
  ref: CardRef
  kept: OpenCard
  gone: OpenCard
  steps: UndoStep[]
}

/** Once more on what is stored by now, when somebody was quicker. */
async function replaceIn(
  deps: ContactsDeps,
  account: ContactsAccount,
  { own, ref, kept, gone, steps }: Replacing,
): Promise<void> {
  const [from, to] = [gone.data.uid, kept.data.uid]
  // A copy in another book has the same name: the group finds the one that stays.
  if (to === '' || plain(from) === plain(to)) return
  for (let attempt = 0; attempt < 2; attempt++) {
    const { href, access, object } = await storedCard(deps, account, ref)
    const read = readCard(object.text)
    const group: Card | undefined =
      read.kind === 'card'
        ? replaceMember(read.card, { gone: from, kept: to }, { now: new Date().toISOString() })
        : undefined
    if (group === undefined) return
    const result = await storeOver(own.at(access.via), href, withCard(object.text, group), object.etag)
    if (result.kind === 'outdated') continue
    steps.push({ kind: 'changed', href, etag: result.etag, before: object.text })
    return
  }
  throw new AppError('contacts/conflict')
}

const plain = (uid: string): string => uid.replace(/^urn:uuid:/i, '').toLowerCase()
