import type { Address, Header, MessageSummary } from '@staffetta/contract'
import addressparser from 'nodemailer/lib/addressparser'
import { invisible } from './characters.ts'
import { decodeWords } from './encoded-words.ts'
import { headerOf } from './header-lines.ts'

/** A field is read as far as this, and a row shows the first of it. */
const MOST_RAW = 20_000
const MOST_SHOWN = 1_000
const MOST_ADDRESSES = 1_000

/** A field to be read in one line; words decoded, once. */
export function oneLine(value: string | undefined): string {
  return shownLine(decodeWords((value ?? '').slice(0, MOST_RAW)))
}

/** Control and bidi characters of a header could reorder or fake what stands around it in a row. */
export function shownLine(value: string | undefined): string {
  return (value ?? '').slice(0, MOST_RAW).replaceAll(invisible, ' ').trim().slice(0, MOST_SHOWN)
}

/** The addresses of a field; groups are opened. Words are decoded after parsing: an encoded comma separates nothing. */
export function addressHeader(headers: Header[], name: string): Address[] {
  const value = headers
    .filter((header) => header.name.toLowerCase() === name)
    .map((header) => header.value)
    .join(', ')
  return value === '' ? [] : parseAddresses(value)
}

function parseAddresses(value: string): Address[] {
  return addressparser(value, { flatten: true })
    .slice(0, MOST_ADDRESSES)
    .map((entry) => ({ name: oneLine(entry.name), address: oneLine(entry.address) }))
    .filter((entry) => entry.address !== '' || entry.name !== '')
}

export function priorityOf(headers: Header[]): MessageSummary['priority'] {
  const value = `${headerOf(headers, 'x-priority') ?? ''} ${headerOf(headers, 'importance') ?? ''}`
  if (/^\s*[12]|high/i.test(value)) return 'high'
  return /^\s*[45]|low/i.test(value) ? 'low' : 'normal'
}
