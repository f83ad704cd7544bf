import type { UseStore } from 'idb-keyval'
import type { Remembered } from './session.ts'

/** `kept`: what was last on screen. `drafts`: what was being written. */
type Purpose = 'kept' | 'drafts'
type Owner = Pick<Remembered, 'tenant' | 'accountId'>

const connections = new Map<string, Promise<IDBDatabase>>()

/** What this browser holds of one account for one purpose. It lets go when it is deleted, here or in another tab. */
export function accountStore(owner: Owner, purpose: Purpose): UseStore {
  const name = nameOf(owner, purpose)
  return async (mode, use) => {
    const database = await connect(name, purpose)
    return use(database.transaction(purpose, mode).objectStore(purpose))
  }
}

export function deleteAccountStore(owner: Owner, purpose: Purpose): Promise<void> {
  return deleteStore(nameOf(owner, purpose))
}

/** Of whoever was here, also of a body whose session ended while it waited and of which nobody tells any more. */
export async function deleteEveryStore(purpose: Purpose): Promise<void> {
  const databases = await indexedDB.databases().catch(() => [])
  const names = databases.map(({ name = '' }) => name)
  await Promise.all(
    names.filter((name) => name.startsWith('staffetta.') && name.endsWith(`.${purpose}`)).map(deleteStore),
  )
}

/** Nothing of it is left; a tab that does not let go at once does not hold this one up. */
async function deleteStore(name: string): Promise<void> {
  const open = await connections.get(name)?.catch(() => undefined)
  open?.close()
  connections.delete(name)
  await new Promise<void>((resolve) => {
    const deleting = indexedDB.deleteDatabase(name)
    for (const end of ['success', 'error', 'blocked']) deleting.addEventListener(end, () => resolve())
  }).catch(() => undefined)
}

function connect(name: string, purpose: Purpose): Promise<IDBDatabase> {
  const known = connections.get(name)
  if (known) return known
  const letGo = () => connections.delete(name)
  const connection = new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(purpose))
    opening.addEventListener('error', () => reject(opening.error as DOMException))
    opening.addEventListener('success', () => {
      const database = opening.result
      database.addEventListener('close', letGo)
      database.addEventListener('versionchange', () => {
        letGo()
        database.close()
      })
      resolve(database)
    })
  })
  connections.set(name, connection)
  connection.catch(letGo)
  return connection
}

function nameOf({ tenant, accountId }: Owner, purpose: Purpose): string {
  return `staffetta.${tenant}.${accountId}.${purpose}`
}
