import { del, entries, set, type UseStore } from 'idb-keyval'
import { accountStore } from '../../app/account-store.ts'
import { session } from '../../app/session.ts'
import type { Draft } from './composer-state.ts'

export interface JournalEntry {
  draft: Draft
  at: number
}

/** What is being written is kept in this browser within half a second; never on a shared workstation. */
function journal(): UseStore | null {
  const { me, state } = session.get()
  if (!me || me.session.shared || state === 'leaving') return null
  return accountStore({ tenant: me.tenant.slug, accountId: me.accountId }, 'drafts')
}

export async function keepInJournal(draft: Draft): Promise<boolean> {
  const store = journal()
  if (store === null) return false
  try {
    await set(draft.id, { draft, at: Date.now() } satisfies JournalEntry, store)
    return true
  } catch {
    // A full or forbidden store: the server has the draft within seconds.
    return false
  }
}

export async function dropFromJournal(id: string): Promise<void> {
  const store = journal()
  if (store) await del(id, store).catch(() => undefined)
}

/** Drafts that no open window is writing: left behind by a crash. */
export async function leftBehind(): Promise<JournalEntry[]> {
  const store = journal()
  if (store === null) return []
  try {
    const found = (await entries<string, JournalEntry>(store)).map(([, entry]) => entry)
    const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name))
    return found.filter(({ draft }) => !held.has(lockOf(draft.id))).sort((a, b) => b.at - a.at)
  } catch {
    return []
  }
}

/** Says to the other windows of this browser that this draft is being written here. */
export function holdDraft(id: string): () => void {
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  void navigator.locks?.request(lockOf(id), { ifAvailable: true }, () => held).catch(() => undefined)
  return release
}

const lockOf = (id: string) => `staffetta-draft-${id}`
