import { createHash } from 'node:crypto'
import { type CardChange, createCard, writeCard } from '@staffetta/vcard'
import type { LdapEntry } from './ldap-client.ts'

const MOST_PHOTO_BYTES = 512_000

/** Another stamp is another entry; a server that keeps none is believed by what it says. */
export function stampOf(entry: LdapEntry): string {
  const stamp = first(entry, 'modifyTimestamp') || first(entry, 'whenChanged')
  return stamp || createHash('sha256').update(JSON.stringify(entry)).digest('base64url')
}

export const isStamped = (entry: LdapEntry): boolean =>
  first(entry, 'modifyTimestamp') !== '' || first(entry, 'whenChanged') !== ''

/** Whoever keeps the directory keeps this person out of lists. */
export const isHidden = (entry: LdapEntry): boolean => isTrue(first(entry, 'msExchHideFromAddressLists'))

/** The name by which others have this person for their manager. */
export const personName = (entry: LdapEntry): string =>
  [first(entry, 'givenName'), first(entry, 'sn')].filter(Boolean).join(' ') ||
  first(entry, 'displayName') ||
  first(entry, 'cn')

/**
 * A person of RFC 2798 as a card. `nameOf` says who a DN is. Sector and office are departmentNumber and ou; where the entry
 * names none, the units it lies in, from the base down.
 */
export function cardOfPerson(
  entry: LdapEntry,
  { base, organisation, nameOf }: { base: string; organisation: string; nameOf: (dn: string) => string },
): string {
  const units = [...all(entry, 'departmentNumber'), ...all(entry, 'department'), ...all(entry, 'ou')]
  const photo = photoOf(entry)
  const fields: CardChange = {
    fullName: personName(entry),
    name: {
      family: first(entry, 'sn'),
      given: first(entry, 'givenName'),
      additional: '',
      prefix: first(entry, 'personalTitle'),
      suffix: first(entry, 'generationQualifier'),
    },
    organisation: first(entry, 'o') || organisation,
    units: units.length > 0 ? units : unitsAbove(entry.dn, base),
    title: first(entry, 'title'),
    manager: all(entry, 'manager').map(nameOf).find(Boolean) ?? '',
    assistant: all(entry, 'secretary').map(nameOf).find(Boolean) ?? '',
    emails: all(entry, 'mail').map((value, at) => point(value, null, at === 0)),
    phones: [
      ...all(entry, 'telephoneNumber').map((value) => point(value, null)),
      ...all(entry, 'mobile').map((value) => point(value, 'cell')),
      ...all(entry, 'facsimileTelephoneNumber').map((value) => point(value, 'fax')),
      ...all(entry, 'pager').map((value) => point(value, 'pager')),
    ],
    // RFC 2079: the address, then what it is.
    urls: all(entry, 'labeledURI').map((value) => point(value.split(/\s/)[0]!, null)),
    addresses: addressOf(entry),
    ...(photo !== null && { photo }),
  }
  const card = createCard(fields, {
    uid: first(entry, 'entryUUID') || createHash('sha256').update(entry.dn.toLowerCase()).digest('hex'),
    version: '3.0',
    now: '1970-01-01T00:00:00Z',
    product: '-//Staffetta//IT',
  })
  const text = writeCard(card)
  return isHidden(entry) ? text.replace(/END:VCARD/, 'X-STAFFETTA-HIDDEN:TRUE\r\nEND:VCARD') : text
}

const point = (value: string, device: 'cell' | 'fax' | 'pager' | null, preferred = false) => ({
  id: null,
  value,
  place: 'work' as const,
  label: '',
  preferred,
  device,
})

function addressOf(entry: LdapEntry): NonNullable<CardChange['addresses']> {
  const [street, locality, region, postalCode, poBox] = [
    first(entry, 'street'),
    first(entry, 'l'),
    first(entry, 'st'),
    first(entry, 'postalCode'),
    first(entry, 'postOfficeBox'),
  ]
  if (!(street || locality || poBox)) return []
  const extended = first(entry, 'roomNumber')
  const words = { street, locality, region, postalCode, poBox, extended, country: '' }
  return [{ id: null, place: 'work', label: '', preferred: false, ...words }]
}

function photoOf(entry: LdapEntry): { mediaType: string; octets: Uint8Array } | null {
  const [octets] = [entry['jpegPhoto'], entry['thumbnailPhoto']]
    .flat()
    .filter((one) => one instanceof Uint8Array)
  return octets === undefined || octets.length === 0 || octets.length > MOST_PHOTO_BYTES
    ? null
    : { mediaType: 'image/jpeg', octets }
}

/** The ou of a DN between the entry and the base, the largest first. */
function unitsAbove(dn: string, base: string): string[] {
  const parts = dn.split(/(?<!\\),/).map((part) => part.trim())
  const inBase = base.split(/(?<!\\),/).length
  return parts
    .slice(1, parts.length - inBase)
    .flatMap((part) => /^ou=(.+)$/i.exec(part)?.[1] ?? [])
    .map((value) => value.replaceAll(/\\([,+"\\<>;=# ])/g, '$1'))
    .toReversed()
}

function all(entry: LdapEntry, name: string): string[] {
  // Servers spell attributes as their schema does.
  const key = Object.keys(entry).find((one) => one.toLowerCase() === name.toLowerCase())
  return [key === undefined ? [] : entry[key]!]
    .flat(2)
    .map((value) => (typeof value === 'string' ? value : Buffer.from(value).toString('utf8')).trim())
    .filter(Boolean)
}

const first = (entry: LdapEntry, name: string): string => all(entry, name)[0] ?? ''
const isTrue = (value: string): boolean => /^(true|1)$/i.test(value)
