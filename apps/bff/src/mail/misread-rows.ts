import { addressHeader, oneLine } from './header-fields.ts'
import { headerLines, headerOf } from './header-lines.ts'
import type { Imap } from './imap-client.ts'
import type { Row } from './summary.ts'
import { compactSet } from './uid-list.ts'

const fields = ['subject', 'from', 'to']
const MOST_ADDRESSES = 30

/**
 * Reads the subject and the people of rows whose envelope was decoded wrongly from their header, in one command; most lists
 * have none, and then nothing is asked.
 */
export async function rereadMisread(imap: Imap, rows: Map<number, Row>): Promise<void> {
  const wrong = [...rows].filter(([, row]) => row.misread).map(([uid]) => uid)
  if (wrong.length === 0) return
  for await (const { uid, headers } of imap.fetch(
    compactSet(wrong),
    { uid: true, headers: fields },
    { uid: true },
  )) {
    const row = rows.get(uid)
    if (row !== undefined && headers !== undefined) applyHeader(row, headers)
  }
}

/** Takes the subject and the people of a row from its header. */
export function applyHeader(row: Row, block: Buffer): void {
  const headers = headerLines(block)
  const from = addressHeader(headers, 'from')
  const to = addressHeader(headers, 'to').slice(0, MOST_ADDRESSES)
  const subject = headerOf(headers, 'subject')
  row.misread = false
  row.summary = {
    ...row.summary,
    ...(subject !== undefined && { subject: oneLine(subject) }),
    ...(from.length > 0 && { from }),
    ...(to.length > 0 && { to }),
  }
}
