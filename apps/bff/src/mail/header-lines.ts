import type { Header } from '@staffetta/contract'
import { decodeText } from './charset.ts'

const MOST_HEADERS = 2_000
const MOST_VALUE = 20_000

/** Unfolded fields in their order, as far as a line looks like one; a block without end is cut. */
export function headerLines(block: Buffer): Header[] {
  const { text } = decodeText(block.subarray(0, 1_000_000), undefined)
  const fields: Header[] = []
  for (const line of text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    if (fields.length >= MOST_HEADERS) break
    const match = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:(.*)$/.exec(line)
    if (match) fields.push({ name: match[1]!, value: match[2]!.trim().slice(0, MOST_VALUE) })
  }
  return fields
}

export function headerOf(headers: Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value
}
