import type { Address } from '@staffetta/contract'
import type { Recipient } from './composer-state.ts'

// What any server takes: a local part, one @, a domain with a dot or a name in letters of any script.
const wellWritten =
  /^[^\s@<>()[\]\\,;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,}$/u

export function isWellWritten(address: string): boolean {
  return address.length <= 254 && wellWritten.test(address)
}

export function recipientOf({ name, address }: Address): Recipient {
  return {
    id: crypto.randomUUID(),
    name: name.trim(),
    address: address.trim(),
    valid: isWellWritten(address.trim()),
  }
}

export function groupRecipient(name: string, people: Address[]): Recipient {
  return { id: crypto.randomUUID(), name, address: '', valid: true, people }
}

/** Everyone it goes to, a group as its people; the same address twice is one. */
export function everyoneIn(recipients: readonly Recipient[]): Recipient[] {
  return withoutTwins(recipients.flatMap((one) => one.people?.map(recipientOf) ?? [one]))
}

/** A pasted list: commas, semicolons or lines between; names in quotes may hold commas; what is not an address stays to be mended. */
export function parseRecipients(text: string): Recipient[] {
  return splitList(text)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parseOne)
}

function parseOne(entry: string): Recipient {
  const bracketed = /^(.*?)\s*<([^<>]*)>$/s.exec(entry)
  if (bracketed === null) return recipientOf({ name: '', address: entry.replace(/^mailto:/i, '') })
  const name = bracketed[1]!
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/\\(.)/g, '$1')
  return recipientOf({ name, address: bracketed[2]! })
}

function splitList(text: string): string[] {
  const entries: string[] = []
  let entry = ''
  let quoted = false
  let bracket = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (character === '\\' && quoted) entry += character + (text[++at] ?? '')
    else if (/[,;\n\r\t]/.test(character) && !quoted && !bracket) {
      entries.push(entry)
      entry = ''
    } else {
      if (character === '"') quoted = !quoted
      if (character === '<' && !quoted) bracket = true
      if (character === '>') bracket = false
      entry += character
    }
  }
  entries.push(entry)
  // Addresses with nothing but spaces between them are a list too.
  return entries.flatMap((one) => {
    const words = one.trim().split(/\s+/)
    return words.length > 1 && words.every(isWellWritten) ? words : [one]
  })
}

export function writeRecipient({ name, address }: Address): string {
  if (name === '') return address
  return /[",;<>@()]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>` : `${name} <${address}>`
}

/** The same address twice in a field is one recipient. */
export function withoutTwins(recipients: Recipient[]): Recipient[] {
  const seen = new Set<string>()
  return recipients.filter(({ address, people, name }) => {
    const key = people ? `group ${name}` : address.toLowerCase()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
