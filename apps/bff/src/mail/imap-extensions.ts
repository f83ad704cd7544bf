import { encodePath } from 'imapflow/lib/tools.js'
import { atom, text, type Imap, type ImapArgument, type ImapAttribute } from './imap-client.ts'
import { expandSet } from './uid-list.ts'

/** UID SEARCH as a compact set where the server can (ESEARCH), as a list of numbers where it cannot. Ascending. */
export async function searchUids(imap: Imap, criteria: ImapArgument[]): Promise<Uint32Array> {
  const compact = imap.capabilities.has('ESEARCH')
  const found: number[] = []
  let set = ''
  const charset = needsCharset(criteria) ? [atom('CHARSET'), atom('UTF-8')] : []
  const result = compact ? [atom('RETURN'), [atom('ALL')]] : []
  const response = await imap.exec('UID SEARCH', [...result, ...charset, ...criteria], {
    untagged: {
      SEARCH: async ({ attributes }) => {
        for (const value of numbersOf(attributes ?? [])) found.push(value)
      },
      ESEARCH: async ({ attributes }) => {
        const words = (attributes ?? []).map(valueOf)
        const at = words.indexOf('ALL')
        if (at >= 0) set = words[at + 1] ?? ''
      },
    },
  })
  response.next()
  return compact ? expandSet(set) : Uint32Array.from(found).sort()
}

/** UID SORT (RFC 5256), smallest first. */
export async function sortUids(imap: Imap, key: string, criteria: ImapArgument[]): Promise<Uint32Array> {
  const uids: number[] = []
  const response = await imap.exec('UID SORT', [[atom(key)], atom('UTF-8'), ...criteria], {
    untagged: {
      SORT: async ({ attributes }) => {
        for (const value of numbersOf(attributes ?? [])) uids.push(value)
      },
    },
  })
  response.next()
  return Uint32Array.from(uids)
}

/**
 * UID THREAD by References alone, as groups of UIDs; undefined where the server cannot. Never its REFERENCES (RFC 5256): that
 * also joins mails of equal subjects which have nothing to do with each other.
 */
export async function threadUids(imap: Imap): Promise<number[][] | undefined> {
  if (!imap.capabilities.has('THREAD=REFS')) return undefined
  const groups: number[][] = []
  const response = await imap.exec('UID THREAD', [atom('REFS'), atom('UTF-8'), atom('ALL')], {
    untagged: {
      THREAD: async ({ attributes }) => {
        for (const thread of attributes ?? []) {
          const uids = flatNumbers(thread)
          if (uids.length > 1) groups.push(uids)
        }
      },
    },
  })
  response.next()
  return groups
}

/** Who answered whom does not matter here: a tree of answers becomes the set of its messages. */
export function flatNumbers(tree: ImapAttribute): number[] {
  const found: number[] = []
  const open: ImapAttribute[] = [tree]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) for (const branch of next) open.push(branch)
    else if (Number(valueOf(next)) > 0) found.push(Number(valueOf(next)))
  }
  return found
}

/** FETCH PREVIEW (RFC 8970). */
export async function fetchPreviews(imap: Imap, set: string): Promise<Map<number, string>> {
  const previews = new Map<number, string>()
  const response = await imap.exec(
    'UID FETCH',
    [{ type: 'SEQUENCE', value: set }, [atom('UID'), atom('PREVIEW')]],
    {
      untagged: {
        FETCH: async ({ attributes }) => {
          const list = (attributes?.[1] ?? []) as ImapAttribute[]
          const items = new Map<string, ImapAttribute | undefined>()
          for (let i = 0; i + 1 < list.length; i += 2) items.set(valueOf(list[i]).toUpperCase(), list[i + 1])
          const uid = Number(valueOf(items.get('UID')))
          if (uid > 0 && items.has('PREVIEW')) previews.set(uid, valueOf(items.get('PREVIEW')))
        },
      },
    },
  )
  response.next()
  return previews
}

/**
 * NOTIFY (RFC 5465): the server says by itself what happens in every personal mailbox. False where it cannot.
 * The STATUS responses have no public handler in imapflow 2.10: `untaggedHandlers` is internal, hence the pinned version.
 */
export async function notify(
  imap: Imap,
  onStatus: (path: string, status: Map<string, string>) => void,
): Promise<boolean> {
  if (!imap.capabilities.has('NOTIFY')) return false
  imap.untaggedHandlers['STATUS'] = async ({ attributes }) => {
    const path = valueOf(attributes?.[0])
    const list = (attributes?.[1] ?? []) as ImapAttribute[]
    const status = new Map<string, string>()
    for (let i = 0; i + 1 < list.length; i += 2)
      status.set(valueOf(list[i]).toUpperCase(), valueOf(list[i + 1]))
    onStatus(path, status)
  }
  const events = [atom('MessageNew'), atom('MessageExpunge'), atom('FlagChange')]
  try {
    const response = await imap.exec('NOTIFY', [
      atom('SET'),
      [atom('selected'), events],
      [atom('personal'), [...events, atom('MailboxName')]],
    ])
    response.next()
    return true
  } catch {
    return false
  }
}

/** MYRIGHTS (RFC 4314), or undefined where the server has no ACL. */
export async function myRights(imap: Imap, path: string): Promise<string | undefined> {
  if (!imap.capabilities.has('ACL')) return undefined
  let rights: string | undefined
  const response = await imap.exec('MYRIGHTS', [text(encodePath(imap, path))], {
    untagged: {
      MYRIGHTS: async ({ attributes }) => {
        rights = valueOf(attributes?.[1])
      },
    },
  })
  response.next()
  return rights
}

function valueOf(attribute: ImapAttribute | undefined): string {
  const value =
    attribute !== null && attribute !== undefined && !Array.isArray(attribute) ? attribute.value : undefined
  return value === null || value === undefined ? '' : value.toString()
}

/** A thousand numbers are one attribute each; anything that is no number (MODSEQ lists) is passed over. */
function numbersOf(attributes: ImapAttribute[]): number[] {
  return attributes.map((attribute) => Number(valueOf(attribute))).filter((value) => value > 0)
}

function needsCharset(criteria: ImapArgument[]): boolean {
  return criteria.some((criterion) =>
    // oxlint-disable-next-line no-control-regex -- exactly what RFC 3501 calls US-ASCII
    Array.isArray(criterion) ? needsCharset(criterion) : /[^\x00-\x7f]/.test(criterion.value),
  )
}
