import type { CardData, Messenger, Point, PostalAddress } from '../card/card-data.ts'
import { schemeIn } from '../card/card-reader.ts'
import { type Line, rewritten } from '../text/line.ts'
import { paramText, withParams, withParts, withText, withValue } from '../text/property.ts'
import type { Card } from '../text/read-cards.ts'
import { CardEditor } from './card-editor.ts'
import type { CardChange, Draft } from './change.ts'
import { same } from './same.ts'

/** Of what there are several: each is found by the id of its line, and the others stay. */
export function changeSeveral(editor: CardEditor, card: Card, before: CardData, change: CardChange): void {
  const ids = CardEditor.ids(card)
  const several = <Item extends { id: string; label: string }>(
    known: readonly Item[],
    drafts: readonly Draft<Item>[] | undefined,
    write: (draft: Draft<Item>, line: Line | undefined, known: Item | undefined) => Line,
  ) => {
    if (drafts === undefined) return
    const byId = new Map(known.map((one) => [one.id, one]))
    // A row of a form that was left empty is none, unless that is how it came.
    const filled = drafts.filter((draft) => saysSomething(draft) || same(byId.get(draft.id ?? ''), draft))
    const wanted = new Set(filled.map(({ id }) => id))
    editor.remove(...known.flatMap(({ id }) => (wanted.has(id) ? [] : [ids.get(id)!])))
    for (const draft of filled) {
      const old = byId.get(draft.id ?? '')
      if (old && same(old, draft)) continue
      const line = old && ids.get(old.id)!
      const written = write(draft, line, old)
      if (line) editor.replace(line, written)
      else editor.add(written)
      if ((old?.label ?? '') !== draft.label) editor.label(written, draft.label)
    }
  }
  const point = (name: string) => (draft: Draft<Point>, line: Line | undefined) =>
    pointLine(editor, name, draft, line)
  several(before.emails, change.emails, point('EMAIL'))
  several(before.phones, change.phones, point('TEL'))
  several(before.urls, change.urls, point('URL'))
  several(before.addresses, change.addresses, (draft, line) => addressLine(editor, draft, line))
  several(before.messengers, change.messengers, (draft, line, known) =>
    messengerLine(editor, draft, line, known),
  )
  several(before.custom, change.custom, ({ value }, line) =>
    withText(line ?? rewritten({ group: '', name: 'X-CUSTOM' }, '', ''), value, editor.version),
  )
}

const attributes = new Set(['id', 'place', 'device', 'label', 'preferred', 'service'])

function saysSomething(draft: object): boolean {
  return Object.entries(draft).some(
    ([name, value]) => !attributes.has(name) && typeof value === 'string' && value.trim() !== '',
  )
}

function pointLine(editor: CardEditor, name: string, draft: Draft<Point>, old: Line | undefined): Line {
  const line = old ?? rewritten({ group: '', name }, '', '')
  const types = [draft.place, draft.device].filter((type) => type !== null)
  const typed = editor.withTypes(line, types, draft.preferred)
  const value = draft.value.trim()
  if (name === 'URL') return withValue(typed, value, editor.version)
  // A number that is written as an address stays one.
  if (name === 'TEL' && /^tel:/i.test(line.value)) {
    if (/^[\d+;=.() -]+$|;ext=/.test(value))
      return withValue(typed, `tel:${value.replaceAll(' ', '')}`, editor.version)
    const head = withParams(typed.head, { VALUE: 'text' })
    return withText(rewritten(typed, head, ''), value, editor.version)
  }
  return withText(typed, value, editor.version)
}

function addressLine(editor: CardEditor, draft: Draft<PostalAddress>, old: Line | undefined): Line {
  const line = old ?? rewritten({ group: '', name: 'ADR' }, '', '')
  const { poBox, extended, street, locality, region, postalCode, country } = draft
  const parts = [poBox, extended, street, locality, region, postalCode, country]
  // What LABEL says (4.0) is the old address.
  const head = withParams(line.head, { LABEL: undefined })
  const typed = editor.withTypes(
    rewritten(line, head, line.value),
    draft.place ? [draft.place] : [],
    draft.preferred,
  )
  return withParts(typed, parts, editor.version)
}

function messengerLine(
  editor: CardEditor,
  draft: Draft<Messenger>,
  old: Line | undefined,
  known: Messenger | undefined,
): Line {
  if (old && old.name !== 'IMPP') return withText(old, draft.value, editor.version)
  const line = old ?? rewritten({ group: '', name: 'IMPP' }, '', '')
  const typed = editor.withTypes(line, draft.place ? [draft.place] : [], draft.preferred)
  const service = draft.service.trim().toLowerCase()
  // The scheme may be another's: Facebook's was xmpp.
  if (known?.service === service)
    return withValue(typed, (schemeIn(line.value) ?? '') + draft.value.trim(), editor.version)
  // Nobody said what it is of.
  if (service === '' && !draft.value.includes(':'))
    return withText(
      rewritten(typed, withParams(typed.head, { VALUE: 'text' }), ''),
      draft.value,
      editor.version,
    )
  const scheme = /^[a-z][a-z0-9+.-]*$/.test(service) ? service : 'x-apple'
  const head = withParams(typed.head, { 'X-SERVICE-TYPE': service === '' ? undefined : paramText(service) })
  return withValue(rewritten(typed, head, ''), `${scheme}:${draft.value.trim()}`, editor.version)
}
