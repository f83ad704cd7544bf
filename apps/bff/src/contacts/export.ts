import { Readable } from 'node:stream'
import type { BookId, CardRef } from '@staffetta/contract'
import type { CardThreads, ExportFormat } from '@staffetta/vcard/worker'
import { hrefOfId, readRef } from '../dav/refs.ts'
import { AppError } from '../http/app-error.ts'
import { safeFileName } from '../mail/file-name.ts'
import { type Access, accessTo, hidesPrivate } from './access.ts'
import { syncBook } from './book-sync.ts'
import { shownOf } from './cards.ts'
import type { ContactsAccount } from './contacts-account.ts'
import type { ContactsDeps } from './contacts-deps.ts'
import { isShown } from './open-card.ts'

const files = {
  vcard3: { type: 'text/vcard', extension: 'vcf' },
  vcard4: { type: 'text/vcard', extension: 'vcf' },
  csv: { type: 'text/csv', extension: 'csv' },
  ldif: { type: 'text/x-ldif', extension: 'ldif' },
} as const

interface Wanted {
  format: ExportFormat
  bookId: BookId | null
  refs: readonly CardRef[]
  name: string
}

/** A book or some cards, as a file that is written while they are read. */
export async function exportCards(
  deps: ContactsDeps & { threads: CardThreads },
  account: ContactsAccount,
  wanted: Wanted,
): Promise<{ content: Readable; type: string; fileName: string }> {
  const { format, bookId, refs } = wanted
  const from =
    bookId === null ? await placesOf(deps, account, refs) : [await wholeBook(deps, account, bookId)]
  const { type, extension } = files[format]
  const name = wanted.name.trim().slice(0, 80) || 'Rubrica'
  return {
    content: Readable.from(piecesOf(deps.threads, from, format), { objectMode: false }),
    type: `${type}; charset=utf-8`,
    fileName: safeFileName(`${name}.${extension}`, type),
  }
}

interface Place {
  access: Access
  hrefs: string[]
}

async function wholeBook(deps: ContactsDeps, account: ContactsAccount, bookId: BookId): Promise<Place> {
  const access = await accessTo(deps, account, hrefOfId(bookId))
  const index = access.via.indexOf(access.collection)
  index.lookedAt = Date.now()
  // What fails is told before the first byte is sent; what a file leaves out, nobody notices.
  await syncBook(access.via, index)
  if (index.error !== null) throw new AppError(index.error)
  return { access, hrefs: shownOf(access).map(({ href }) => href) }
}

async function placesOf(
  deps: ContactsDeps,
  account: ContactsAccount,
  refs: readonly CardRef[],
): Promise<Place[]> {
  const byFolder = new Map<string, string[]>()
  for (const ref of refs) {
    const found = readRef(ref, account.dav.url)
    if (found === undefined) throw new AppError('contacts/card-gone')
    const hrefs = byFolder.get(found.folder) ?? []
    byFolder.set(found.folder, [...hrefs, found.href])
  }
  return Promise.all(
    Array.from(byFolder, async ([folder, hrefs]) => ({
      access: await accessTo(deps, account, folder),
      hrefs,
    })),
  )
}

async function* piecesOf(
  threads: CardThreads,
  places: readonly Place[],
  format: ExportFormat,
): AsyncIterable<string> {
  const isVcard = format === 'vcard3' || format === 'vcard4'
  const all: string[] = []
  for (const { access, hrefs } of places) {
    const hides = hidesPrivate(access)
    for await (const { found, failed } of access.via.objects(access.collection, hrefs)) {
      // A file that is not whole must not look as if it were.
      if (failed.length > 0) throw new AppError('contacts/server-refused')
      const texts = found.flatMap(({ text }) => (!hides || isShown(text) ? [text] : []))
      if (isVcard) yield await threads.write(texts, format)
      else for (const text of texts) all.push(format === 'csv' ? withoutPhoto(text) : text)
    }
  }
  // What columns a table has, and who is in which group, is known when all are.
  if (!isVcard) yield await threads.write(all, format)
}

/** No table holds one, and those of a large book need more memory than all the rest. */
function withoutPhoto(text: string): string {
  return text.replaceAll(/^(?:[\w-]+\.)?PHOTO[;:][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*/gim, '')
}
