import type { Header } from '@staffetta/contract'
import { decodeText } from './charset.ts'

const MOST_HEADERS = 2_000
const MOST_VALUE = 20_000
const MOST_BYTES = 1_000_000

/**
 * Unfolded fields in their order, as far as a line looks like one; a block without end is cut. Raw 8-bit text is read field
 * by field: the server that adds its own line does not write in the charset of the sender.
 */
export function headerLines(block: Buffer): Header[] {
  const text = block.subarray(0, MOST_BYTES).toString('latin1')
  const fields: Header[] = []
  for (const line of text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    if (fields.length >= MOST_HEADERS) break
    const match = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/s.exec(line)
    if (match === null) continue
    const value = decodeText(Buffer.from(match[2]!.slice(0, MOST_VALUE), 'latin1'), undefined).text
    fields.push({ name: match[1]!, value: value.trim() })
  }
  return fields
}

export function headerOf(headers: Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value
}
