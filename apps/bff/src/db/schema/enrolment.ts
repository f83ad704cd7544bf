import type { Dossier, TenantKind, TenantState } from '@staffetta/contract'
import type { ColumnType, Generated } from 'kysely'
import type { At } from './columns.ts'

/** A body's request, by the hash of what its link holds. */
export interface EnrolmentTable {
  id: string
  token_hash: Buffer
  sealed_token: Buffer
  /** What became of it once it was sent. */
  tenant_id: string | null
  language: 'it' | 'en'
  dossier: ColumnType<Dossier, string, string>
  version: Generated<number>
  linked_to: string | null
  /** How often its link was mailed. */
  links: Generated<number>
  created_at: At
  touched_at: At
  sent_at: Date | null
}

export interface EnrolmentFileTable {
  id: Generated<string>
  enrolment_id: string
  file_name: string
  type: 'pdf' | 'p7m'
  size_bytes: number
  bytes: Buffer
  created_at: At
}

/** What a notice says to whoever asked: where to come back to, or how it goes on. */
export type NoticeSays = { kind: 'link' } | { kind: 'state'; state: TenantState; reason: string }

/** What a letter says to whoever answers for a body: that it may begin, or to whom it lets in, how to enter; or what was written when it was put down. */
export type LetterSays =
  | { kind: 'welcome' | 'entrance'; language: 'it' | 'en' }
  | { kind: 'text'; subject: string; text: string }

/** Mail to whoever asked, or answers for a body, sent once. */
export interface NoticeTable {
  id: Generated<string>
  /** Of a request; or `tenant_id`, of a body. */
  enrolment_id: string | null
  tenant_id: string | null
  /** What is said once to each address of a body, however often it happens. */
  once: string | null
  address: string
  says: ColumnType<NoticeSays | LetterSays, string, never>
  state: Generated<'waiting' | 'sending' | 'sent' | 'uncertain' | 'refused'>
  attempts: Generated<number>
  next_at: At
  created_at: At
}

/** A row of the public register of administrations. */
export interface IpaBodyTable {
  /** The code in small letters: it is published in any case, and compared in none. */
  code_key: string
  code: string
  name: string
  kind: TenantKind
  tax_code: string
  pec: string
  address: string
  fictitious: boolean
  /** What it is found by: its name and code without case and accents, a space before each word. */
  words: string
}
