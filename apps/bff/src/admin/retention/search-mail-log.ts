import type { MailLogEntry } from '@staffetta/contract'
import { findMailLog, type MailLogFilter } from '../../db/mail-log.ts'
import type { Db } from '../../db/open.ts'
import type { MailLogRow } from '../../db/schema/mail.ts'
import type { Tenant } from '../../db/tenants.ts'
import type { Actor } from '../../http/actor.ts'
import { rowOf } from '../../http/csv-row.ts'
import { recorded } from '../../register/record.ts'

/** Whoever sees more has asked for too much. */
const MOST_SHOWN = 200
const MOST_EXPORTED = 5_000

export interface MailLogSearch extends MailLogFilter {
  reason: string
}

/** Looks for letters of a body; that somebody looked, for what and why, is in the register before anything is shown. */
export async function searchMailLog(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  search: MailLogSearch,
  { now = new Date(), most = MOST_SHOWN }: { now?: Date; most?: number } = {},
): Promise<{ entries: MailLogEntry[]; more: boolean }> {
  const rows = await lookInto(db, actor, tenant, { act: 'mail-log/searched', search, most, now })
  return { entries: rows.slice(0, most).map(entryOf), more: rows.length > most }
}

const words = {
  it: {
    mark: (who: string, when: string, why: string) => `Esportato da ${who} il ${when}. Motivo: ${why}`,
    head: [
      'Quando',
      'Casella',
      'Mittente',
      'Destinatari',
      'Rifiutati',
      'Byte',
      'Allegati',
      'Message-ID',
      'Esito',
      'Codice SMTP',
      'Rete',
    ],
  },
  en: {
    mark: (who: string, when: string, why: string) => `Exported by ${who} on ${when}. Reason: ${why}`,
    head: [
      'When',
      'Mailbox',
      'Sender',
      'Recipients',
      'Refused',
      'Bytes',
      'Attachments',
      'Message-ID',
      'Outcome',
      'SMTP code',
      'Network',
    ],
  },
} as const

/** A table that says at its head who took it away, when and why. */
export async function exportMailLog(
  db: Db,
  actor: Actor,
  tenant: Tenant,
  { language, ...search }: MailLogSearch & { language: 'it' | 'en' },
  now = new Date(),
): Promise<string> {
  const rows = await lookInto(db, actor, tenant, {
    act: 'mail-log/exported',
    search,
    most: MOST_EXPORTED - 1,
    now,
  })
  const { mark, head } = words[language]
  const lines = rows
    .map(entryOf)
    .map((one) =>
      rowOf([
        one.at,
        one.account,
        one.sender,
        one.recipients.join(' '),
        one.refused.join(' '),
        String(one.sizeBytes),
        String(one.attachments),
        one.messageId,
        one.result,
        String(one.smtpCode ?? ''),
        one.client ?? '',
      ]),
    )
  const why = search.reason.replaceAll(/\s+/g, ' ')
  return `\uFEFF${rowOf([mark(actor.name, now.toISOString(), why)])}${rowOf(head)}${lines.join('')}`
}

async function lookInto(
  db: Db,
  actor: Actor,
  { id: tenantId }: Tenant,
  {
    act,
    search,
    most,
    now,
  }: { act: 'mail-log/searched' | 'mail-log/exported'; search: MailLogSearch; most: number; now: Date },
): Promise<MailLogRow[]> {
  const { reason, text, from, to } = search
  const deed = {
    act,
    actor,
    tenantId,
    reason,
    details: { text, from: from.toISOString(), to: to.toISOString() },
  }
  return recorded(db, deed, (tx) => findMailLog(tx, tenantId, search, { limit: most + 1, now }))
}

function entryOf(row: MailLogRow): MailLogEntry {
  return {
    at: row.at.toISOString(),
    account: row.account,
    sender: row.sender,
    recipients: row.recipients,
    refused: row.refused,
    sizeBytes: Number(row.size_bytes),
    attachments: row.attachments,
    messageId: row.message_id,
    result: row.result,
    smtpCode: row.smtp_code,
    client: row.client,
  }
}
