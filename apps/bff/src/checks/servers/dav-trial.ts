import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import {
  type Collection,
  createCollection,
  createObject,
  type Dav,
  deleteCollection,
  deleteObject,
  getObject,
  isWritable,
  listCollections,
  type NewCollection,
  openDav,
} from '@staffetta/dav'
import type { Credential } from '../../db/service-accounts.ts'
import type { Endpoint } from '../../db/tenants.ts'

/** By the address that was allowed; the certificate and the virtual host are asked for by the name. */
export function openAt(
  endpoint: Endpoint,
  ip: string,
  { credential, ca, totalMs = 10_000 }: { credential: Credential; ca: string | undefined; totalMs?: number },
): Dav {
  const { host, port, tls, verifyName } = endpoint
  const family = isIP(ip)
  return openDav({
    url: `${tls === 'none' ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    allowCleartext: tls === 'none',
    credentials: { kind: 'basic', ...credential },
    timeouts: { connectMs: 6_000, headersMs: 9_000, totalMs },
    connect: {
      timeout: 6_000,
      ...(ca !== undefined && { ca }),
      ...(verifyName !== null && { servername: verifyName }),
      lookup: (_host, options, callback) => {
        if (options.all === true) callback(null, [{ address: ip, family }])
        else callback(null, ip, family)
      },
    },
  })
}

/** One of the account's own collections; where it has none, one that is made for the trial and gone afterwards. */
export async function withCollection<Result>(
  dav: Dav,
  {
    home,
    fits,
    make,
    signal,
  }: {
    home: string
    fits: (collection: Collection) => boolean
    make: Omit<NewCollection, 'name'>
    signal: AbortSignal
  },
  work: (target: Collection) => Promise<Result>,
): Promise<Result> {
  const own = (await listCollections(dav, home, signal)).find((one) => fits(one) && isWritable(one))
  if (own !== undefined) return work(own)
  const name = `staffetta-check-${randomUUID()}`
  const { collection } = await createCollection(
    dav,
    home,
    { ...make, name, displayName: 'Staffetta' },
    signal,
  )
  try {
    return await work(collection)
  } finally {
    await deleteCollection(dav, collection.href)
  }
}

/** Whether what was written is what is read. Removed again whatever happens in between. */
export async function writeAndRemove(
  dav: Dav,
  { href }: Collection,
  { name, text, signal }: { name: string; text: string; signal: AbortSignal },
): Promise<boolean> {
  const stored = await createObject(dav, href, name, text, { signal })
  try {
    const { text: kept } = await getObject(dav, stored.href, signal)
    return kept.includes(name.slice(0, name.lastIndexOf('.')))
  } finally {
    await deleteObject(dav, stored.href, 'any', { signal })
  }
}
