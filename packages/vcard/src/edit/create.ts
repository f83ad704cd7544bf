import type { CardData } from '../card/card-data.ts'
import { lineOf } from '../text/line.ts'
import type { Card } from '../text/read-cards.ts'
import { spokenName } from '../card/describe.ts'
import { applyChange } from './apply-change.ts'
import type { CardChange } from './change.ts'

/** A new card of the version a server takes. */
export function createCard(
  fields: CardChange & { kind?: CardData['kind'] },
  { uid, version, now, product }: { uid: string; version: '3.0' | '4.0'; now: string; product: string },
): Card {
  const kind = fields.kind ?? 'individual'
  const names = { individual: 'individual', group: 'group', organisation: 'org', location: 'location' }
  const lines = [`PRODID:${product}`, `UID:${uid}`]
  if (kind !== 'individual' && version === '4.0') lines.push(`KIND:${names[kind]}`)
  if (kind === 'group' && version === '3.0') lines.push('X-ADDRESSBOOKSERVER-KIND:group')
  if (kind === 'organisation' && version === '3.0') lines.push('X-ABSHOWAS:COMPANY')
  const { fullName = '', name } = fields
  const empty = { family: '', given: '', additional: '', prefix: '', suffix: '' }
  // Demanded by 3.0, even where it says nothing.
  if (version === '3.0' && name === undefined) lines.push('N:;;;;')
  const bare: Card = { version, lines: lines.map((line) => lineOf(line)) }
  return applyChange(bare, { ...fields, name: name ?? empty, fullName: fullName || nameFor(fields) }, { now })
}

/** What a card without a name is listed under: FN must say something. */
function nameFor({ name, organisation, emails, phones, nickname }: CardChange): string {
  const spoken = name === undefined ? '' : spokenName(name)
  return spoken || nickname || organisation || emails?.[0]?.value || phones?.[0]?.value || '?'
}
