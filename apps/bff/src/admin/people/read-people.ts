import type { ImportFault } from '@staffetta/contract'
import { readCsv } from '@staffetta/vcard'
import { addressIn } from '../../auth/names.ts'

/** What a row says of somebody; what it does not say stays as it is. */
export interface Entry {
  row: number
  address: string
  name?: string
  group?: string
  state?: 'enabled' | 'disabled' | 'left'
}

export interface Fault {
  row: number
  value: string
  fault: ImportFault
}

type Read =
  | { entries: Entry[]; faults: Fault[] }
  | { problem: 'empty' | 'too-large' | 'not-csv' | 'no-addresses' }

type Column = 'address' | 'name' | 'surname' | 'group' | 'state'

const headers: Record<Column, RegExp> = {
  address: /^(indirizzo( e-?mail)?|e-?mail( address)?|mail|posta|casella|address)$/,
  name: /^(nome|nome e cognome|cognome e nome|nominativo|dipendente|name|full name|first name)$/,
  surname: /^(cognome|surname|last name)$/,
  group: /^(gruppo|ufficio|settore|servizio|group|office|department)$/,
  state: /^(stato|abilitat[oa]|state|enabled)$/,
}
const columns = Object.keys(headers) as Column[]

const states: Record<string, Entry['state']> = {
  ...Object.fromEntries(
    ['abilitato', 'abilitata', 'attivo', 'sì', 'si', 'enabled', 'active', 'yes', '1'].map((word) => [
      word,
      'enabled' as const,
    ]),
  ),
  ...Object.fromEntries(
    ['disabilitato', 'disabilitata', 'no', 'disabled', '0'].map((word) => [word, 'disabled' as const]),
  ),
  uscito: 'left',
  uscita: 'left',
  left: 'left',
}

/**
 * A table with the names of its columns in the first line, or without: then the address is wherever an address is, and what
 * follows is name, group and state. Also a bare list of addresses, as one copies it out of a mail.
 */
export function readPeople(octets: Uint8Array): Read {
  const file = readCsv(octets)
  if ('problem' in file) return file
  const faults = file.problems.map(({ row, value, problem }): Fault => ({
    row,
    value,
    fault: problem === 'too-many-cells' ? problem : 'unreadable',
  }))
  const first = file.columns.map(({ name }) => name)
  // A mailbox with its name before it is taken for the name of a column.
  const isPerson = first.some(looksLikeOne)
  const rows = isPerson ? [{ row: 1, cells: first }, ...file.rows] : file.rows
  const places = placesIn(
    first.map((name) => (isPerson ? '' : name.trim().toLowerCase())),
    rows.map(({ cells }) => cells),
  )
  if (places === undefined) return { problem: 'no-addresses' }
  const entries: Entry[] = []
  for (const { row, cells } of rows) {
    const filled = cells.filter((cell) => cell !== '')
    if (filled.length > 1 && filled.every(looksLikeOne)) {
      for (const cell of filled) entries.push({ row, ...boxIn(cell) })
      continue
    }
    const cell = (column: Column) => cells[places[column] ?? -1]
    const box = boxIn(cell('address') ?? '')
    const word = cell('state')?.toLowerCase()
    const state = word === undefined || word === '' ? undefined : states[word]
    if (word && state === undefined) {
      faults.push({ row, value: word, fault: 'unknown-state' })
      continue
    }
    const name = [cell('name'), cell('surname')].filter(Boolean).join(' ') || box.name
    const group = cell('group')
    entries.push({
      row,
      address: box.address,
      ...(name && { name: name.slice(0, 200) }),
      ...(group && { group: group.slice(0, 100) }),
      ...(state && { state }),
    })
  }
  return { entries, faults }
}

function placesIn(names: string[], rows: string[][]): Partial<Record<Column, number>> | undefined {
  const named = Object.fromEntries(
    columns.flatMap((column) => {
      const at = names.findIndex((name) => headers[column].test(name))
      return at === -1 ? [] : [[column, at]]
    }),
  ) as Partial<Record<Column, number>>
  const address = named.address ?? rows.find((cells) => cells.some(looksLikeOne))?.findIndex(looksLikeOne)
  if (address === undefined) return undefined
  if (names.some((name) => name !== '')) return { ...named, address }
  const [name, group, state] = names.map((_, at) => at).filter((at) => at !== address)
  return {
    address,
    ...(name !== undefined && { name }),
    ...(group !== undefined && { group }),
    ...(state !== undefined && { state }),
  }
}

function looksLikeOne(cell: string): boolean {
  return addressIn(boxIn(cell).address) !== undefined
}

/** "Elena Guidi <elena.guidi@…>", as mail programs write it. */
function boxIn(cell: string): { address: string; name?: string } {
  const [, name = '', address] = /^(.*?)<([^<>]*)>$/.exec(cell) ?? []
  if (address === undefined) return { address: cell.trim().toLowerCase() }
  const plain = name.replaceAll('"', '').trim()
  return { address: address.trim().toLowerCase(), ...(plain !== '' && { name: plain }) }
}
