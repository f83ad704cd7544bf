import type { Attachment, MessageDetail, MessageSummary } from '@staffetta/contract'
import type { Browser, TestServer } from '../server.ts'
import type { MimeCase } from './mime-case.ts'
import { readZip } from './read-zip.ts'

export interface Verdict {
  name: string
  /** shown: its words or files are there; explained: a notice says why not; empty: there is nothing in it. */
  outcome: 'shown' | 'explained' | 'empty'
  faults: string[]
}

/** More files than this of one mail are not downloaded one by one. */
const MOST_DOWNLOADS = 6
/** Moving so many bytes takes the time it takes. */
const HUGE = 10_000_000

/** Opens a mail as a person would, and everything in it, and says what is not as it should be. */
export async function judge(
  { app }: TestServer,
  browser: Browser,
  row: MessageSummary,
  wanted: MimeCase,
): Promise<Verdict> {
  const faults: string[] = []
  const fault = (text: string) => faults.push(text)
  const get = async (url: string) => {
    const started = Date.now()
    const answer = await app.inject({ method: 'GET', url, headers: { cookie: browser.cookie } })
    if (Date.now() - started > 2_000 && wanted.raw.length < HUGE)
      fault(`${url.split('/').slice(5).join('/')} took ${Date.now() - started} ms`)
    return { status: answer.statusCode, bytes: answer.rawPayload, json: <T>() => answer.json<T>() }
  }
  const base = `/api/mail/messages/${row.ref}`
  const verdict = (outcome: Verdict['outcome']): Verdict => ({ name: wanted.name, outcome, faults })

  faults.push(
    ...oddities('row', row.subject, row.preview ?? '', ...row.from.flatMap((who) => [who.name, who.address])),
  )
  if (row.preview === null) fault('no preview')
  const opened = await get(base)
  if (opened.status !== 200) {
    fault(`opened with ${opened.status} ${opened.bytes.toString('utf8', 0, 200)}`)
    return verdict('empty')
  }
  const detail = opened.json<MessageDetail>()
  const text = readable(detail)
  for (const word of wanted.words ?? [])
    if (!text.includes(word)) fault(`not readable: ${word} in ${JSON.stringify(text.slice(0, 150))}`)
  for (const word of wanted.never ?? []) if (text.includes(word)) fault(`must not be shown: ${word}`)
  if (wanted.subject !== undefined && detail.summary.subject !== wanted.subject)
    fault(`subject: ${JSON.stringify(detail.summary.subject)}`)
  const [from] = detail.summary.from
  if (wanted.from !== undefined && `${from?.name} <${from?.address}>` !== wanted.from)
    fault(`from: ${from?.name} <${from?.address}>`)
  if (wanted.notice !== undefined && !detail.notices.includes(wanted.notice))
    fault(`notices: ${detail.notices.join()}`)
  const names = detail.attachments.map((file) => file.fileName)
  if (wanted.files !== undefined && names.join('|') !== wanted.files.join('|'))
    fault(`files: ${JSON.stringify(names)}`)
  for (const name of names) if (unsafe(name)) fault(`unsafe name: ${name.slice(0, 100)}`)

  const headers = await get(`${base}/headers`)
  if (headers.status !== 200) fault(`headers: ${headers.status}`)
  for (const how of wanted.raw.length < HUGE ? ['', '?download=true'] : []) {
    const source = await get(`${base}/source${how}`)
    if (source.status !== 200 || source.bytes.length === 0)
      fault(`source${how}: ${source.status}, ${source.bytes.length} bytes`)
  }
  for (const file of detail.attachments.slice(0, MOST_DOWNLOADS)) {
    faults.push(...(await judgeFile(get, base, file, wanted)))
  }
  if (detail.attachments.length > 0 && detail.attachments.length <= 50) {
    const zip = await get(`${base}/attachments.zip`)
    try {
      const packed = readZip(zip.bytes)
      const real = detail.attachments.filter((file) => !file.inline)
      if (packed.length !== real.length) fault(`zip: ${packed.length} of ${real.length} files`)
      if (new Set(packed.map(({ name }) => name.toLowerCase())).size !== packed.length)
        fault('zip: a name twice')
      for (const { name } of packed) if (unsafe(name)) fault(`zip: unsafe name ${name}`)
    } catch (error) {
      fault(`zip: ${zip.status} ${String(error)}`)
    }
  }
  if (text.trim() !== '' || names.length > 0) return verdict('shown')
  if (detail.notices.length > 0) return verdict('explained')
  if (/[\p{L}\p{N}]/u.test(bodyOf(wanted.raw))) fault('nothing shown, nothing said')
  return verdict('empty')
}

async function judgeFile(
  get: (url: string) => Promise<{ status: number; bytes: Buffer; json: <T>() => T }>,
  base: string,
  file: Attachment,
  wanted: MimeCase,
): Promise<string[]> {
  const faults: string[] = []
  const { status, bytes } = await get(`${base}/parts/${file.partId}`)
  if (status !== 200) faults.push(`${file.fileName}: ${status}`)
  const content = wanted.contents?.[file.fileName]
  if (content !== undefined && bytes.toString('latin1').trimEnd() !== content.trimEnd())
    faults.push(`${file.fileName} holds ${JSON.stringify(bytes.toString('latin1', 0, 100))}`)
  const shown = await get(`${base}/parts/${file.partId}?show=true`)
  if (![200, 415, 404].includes(shown.status)) faults.push(`${file.fileName} shown: ${shown.status}`)
  const inside = wanted.inside?.[file.fileName]
  if (inside === undefined && !file.opens) return faults
  const opened = await get(`${base}/parts/${file.partId}/message`)
  const unreadable = opened.status === 422 && inside?.words === undefined && inside?.files === undefined
  if (unreadable) return faults
  if (opened.status !== 200)
    return [...faults, `${file.fileName} opened: ${opened.status} ${opened.bytes.toString('utf8', 0, 200)}`]
  const detail = opened.json<MessageDetail>()
  const text = readable(detail)
  for (const word of inside?.words ?? [])
    if (!text.includes(word))
      faults.push(`in ${file.fileName} not readable: ${word} in ${JSON.stringify(text.slice(0, 150))}`)
  const names = detail.attachments.map(({ fileName }) => fileName)
  if (inside?.files !== undefined && names.join('|') !== inside.files.join('|'))
    faults.push(`in ${file.fileName}: ${JSON.stringify(names)}`)
  for (const inner of detail.attachments.slice(0, 3)) {
    const got = await get(`${base}/parts/${inner.partId}`)
    if (got.status !== 200) faults.push(`in ${file.fileName}: ${inner.fileName} ${got.status}`)
  }
  return faults
}

/** The words a person reads: as the reader chooses, the text of HTML where there is HTML. */
export function readable({ unsafeHtml, text }: Pick<MessageDetail, 'unsafeHtml' | 'text'>): string {
  if (unsafeHtml === null) return text?.content ?? ''
  return unsafeHtml.content
    .replaceAll(/<!--[^]*?-->/g, '')
    .replaceAll(/<(style|script|head|title)\b[^]*?(<\/\1\s*>|$)/gi, '')
    .replaceAll(/<!--[^]*/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
}

function bodyOf(raw: Buffer): string {
  const text = raw.toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  return end === null ? '' : text.slice(end.index)
}

/** Marks of something that was not decoded or must not stand in a row. */
function oddities(where: string, ...texts: string[]): string[] {
  return (
    texts
      // oxlint-disable-next-line no-control-regex -- exactly these must not be there
      .filter((text) => /[\x00-\x1f\x7f\ufffd\u202a-\u202e]/.test(text))
      .map((text) => `${where}: ${JSON.stringify(text.slice(0, 80))}`)
  )
}

function unsafe(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- exactly these must not be there
  return name === '' || name.length > 170 || /[\x00-\x1f/\\\u202a-\u202e]|^\.|[. ]$/.test(name)
}
