import type { Radicale } from '../servers/radicale.ts'
import { type DemoCard, elenaBooks } from './acquaintances.ts'
import { speaker } from './dav-speaker.ts'
import { employees } from './employees.ts'
import { demoServices, demoTenants, elena } from './organisations.ts'

const service = demoServices.find(({ domain }) => domain === demoTenants[0]!.domain)!

/** Where everybody of the first municipality looks people up. */
export const directoryPath = `/${service.address}/dipendenti/`

/** Puts the demo's address books on the server, over CardDAV as any program would. */
export async function seedBooks(
  radicale: Radicale,
  { onProgress = () => {} }: { onProgress?: (what: string) => void } = {},
): Promise<void> {
  onProgress('Writing the address books')
  const say = speaker(radicale.url, elena.address)
  for (const { name, title, colour, cards } of elenaBooks)
    await store(say, `/${elena.address}/${name}/`, { title, colour, cards })
  const book = { title: 'Dipendenti', colour: '#3392a3', cards: employees }
  await store(speaker(radicale.url, service.address), directoryPath, book)
}

async function store(
  say: ReturnType<typeof speaker>,
  path: string,
  { title, colour, cards }: { title: string; colour: string; cards: DemoCard[] },
): Promise<void> {
  await say('MKCOL', path, mkcol(title, colour), 'application/xml; charset=utf-8')
  for (const card of cards)
    await say('PUT', `${path}${card.uid}.vcf`, cardText(card), 'text/vcard; charset=utf-8')
}

function mkcol(title: string, colour: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<D:mkcol xmlns:D="DAV:" xmlns:R="urn:ietf:params:xml:ns:carddav" xmlns:S="http://calendarserver.org/ns/">
<D:set><D:prop><D:resourcetype><D:collection/><R:addressbook/></D:resourcetype>
<D:displayname>${title}</D:displayname><S:addressbook-color>${colour}</S:addressbook-color></D:prop></D:set>
</D:mkcol>`
}

/** As other programs write it: version 3.0, whatever is not said left out. */
function cardText(card: DemoCard): string {
  const line = (name: string, value: string | undefined) => (value ? [`${name}:${escaped(value)}`] : [])
  const parts = (name: string, values: (string | undefined)[]) =>
    values.some(Boolean) ? [`${name}:${values.map((value) => escaped(value ?? '')).join(';')}`] : []
  const { family = '', given = '' } = card
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `UID:${card.uid}`,
    ...line('FN', card.fullName ?? `${given} ${family}`.trim()),
    `N:${escaped(family)};${escaped(given)};;${escaped(card.prefix ?? '')};`,
    ...(card.company ? ['X-ABSHOWAS:COMPANY'] : []),
    ...parts('ORG', [card.organisation, ...(card.units ?? [])].slice(0, card.organisation ? undefined : 0)),
    ...line('TITLE', card.title),
    ...(card.emails ?? []).map((email, i) => `EMAIL;TYPE=work${i === 0 ? ',pref' : ''}:${email}`),
    ...line('TEL;TYPE=work', card.phone),
    ...line('TEL;TYPE=cell', card.mobile),
    ...parts('ADR;TYPE=work', card.address ? ['', '', ...card.address, 'Italia'] : []),
    ...line('URL', card.url),
    ...line('X-MANAGER', card.manager),
    ...line('BDAY', card.birthday),
    ...(card.categories?.length ? [`CATEGORIES:${card.categories.map(escaped).join(',')}`] : []),
    ...line('NOTE', card.note),
    ...(card.hidden ? ['X-STAFFETTA-HIDDEN:TRUE'] : []),
    ...(card.members ? ['X-ADDRESSBOOKSERVER-KIND:group'] : []),
    ...(card.members ?? []).map((uid) => `X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:${uid}`),
    'REV:2026-11-02T08:00:00Z',
    'END:VCARD',
    '',
  ].join('\r\n')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)
}
