import type { CardData, PartialDate } from '../card/card-data.ts'
import { describe } from '../card/describe.ts'
import { dateText } from '../card/partial-date.ts'
import { type Line, rewritten } from '../text/line.ts'
import { escaped, paramText, withParams, withParts, withText, withValue } from '../text/property.ts'
import type { Card } from '../text/read-cards.ts'
import { CardEditor } from './card-editor.ts'
import type { CardChange } from './change.ts'
import { changeSeveral } from './change-several.ts'
import { same } from './same.ts'

const older: Record<string, string[]> = {
  manager: ['X-MANAGER', 'X-EVOLUTION-MANAGER', 'X-MS-MANAGER', 'X-KADDRESSBOOK-X-MANAGERSNAME'],
  assistant: ['X-ASSISTANT', 'X-EVOLUTION-ASSISTANT', 'X-MS-ASSISTANT', 'X-KADDRESSBOOK-X-ASSISTANTSNAME'],
  anniversary: ['ANNIVERSARY', 'X-ANNIVERSARY', 'X-EVOLUTION-ANNIVERSARY', 'X-KADDRESSBOOK-X-ANNIVERSARY'],
}

/**
 * The card with what is named changed, property by property: what is not named, and what we do not understand, stays to the
 * letter and in its order. `now`: ISO 8601, for REV.
 */
export function applyChange(card: Card, change: CardChange, { now }: { now: string }): Card {
  const editor = new CardEditor(card)
  const before = describe(card)
  changeNames(editor, before, change)
  changeWork(editor, before, change)
  changeDates(editor, before, change)
  changeSeveral(editor, card, before, change)
  if (change.photo !== undefined) changePhoto(editor, change.photo)
  if (change.members !== undefined) changeMembers(editor, before, change.members)
  if (editor.lines.some((line, at) => line !== card.lines[at]) || editor.lines.length !== card.lines.length) {
    // What a version demands: servers refuse a card without it, also one they let in before or made of another version.
    if (card.version !== '2.1' && editor.named('FN').length === 0)
      editor.setText('FN', before.fullName || '?')
    if (card.version !== '4.0' && editor.named('N').length === 0)
      editor.add(rewritten({ group: '', name: 'N' }, '', ';;;;'))
    editor.set('REV', (line) => withValue(line, now.replace(/\.\d+Z$/, 'Z'), card.version))
  }
  return editor.card
}

function changeNames(editor: CardEditor, before: CardData, change: CardChange): void {
  const { name, phonetic, fullName } = change
  if (name && !same(name, before.name)) {
    const parts = [name.family, name.given, name.additional, name.prefix, name.suffix]
    editor.set('N', (line) => withParts(line, parts, editor.version))
  }
  // FN is demanded by 3.0 and 4.0; N by 3.0.
  if (fullName !== undefined && fullName !== '' && fullName !== before.fullName)
    editor.setText('FN', fullName)
  if (phonetic && !same(phonetic, before.phonetic)) {
    const [line] = editor.named('N')
    if (line && /;SORT-AS=/i.test(line.head)) {
      const sortAs = [phonetic.family, phonetic.given].filter((one) => one !== '').join(',')
      const head = withParams(line.head, { 'SORT-AS': sortAs === '' ? undefined : paramText(sortAs) })
      editor.replace(line, rewritten(line, head, line.value))
    } else {
      editor.setText('X-PHONETIC-LAST-NAME', phonetic.family)
      editor.setText('X-PHONETIC-FIRST-NAME', phonetic.given)
    }
  }
  changeText(editor, before, change, { note: 'NOTE' })
  const timeZone = change.timeZone?.trim()
  if (timeZone !== undefined && timeZone !== before.timeZone) {
    // 3.0 expects an offset where nothing is said, 4.0 a text.
    const VALUE = editor.version === '3.0' ? 'text' : undefined
    const write = (line: Line) =>
      withText(rewritten(line, withParams(line.head, { VALUE }), ''), timeZone, editor.version)
    editor.set('TZ', timeZone === '' ? undefined : write)
  }
  if (change.nickname !== undefined && change.nickname.trim() !== before.nickname) {
    // A list, shown with commas.
    const names = change.nickname.split(',').map((one) => escaped(one.trim(), editor.version))
    const text = names.filter((one) => one !== '').join(',')
    editor.set('NICKNAME', text === '' ? undefined : (line) => withValue(line, text, editor.version))
  }
  if (change.categories !== undefined && !same(change.categories, before.categories)) {
    const [first, ...rest] = editor.named('CATEGORIES')
    editor.remove(...rest)
    // In 2.1 a comma of a name could not be told from one between two.
    const text = change.categories.map((one) => escaped(one, '3.0')).join(',')
    if (text === '') editor.set('CATEGORIES', undefined)
    else if (first) editor.replace(first, withValue(first, text, editor.version))
    else editor.set('CATEGORIES', (line) => withValue(line, text, editor.version))
  }
}

function changeText(
  editor: CardEditor,
  before: CardData,
  change: CardChange,
  names: Partial<Record<'note' | 'title' | 'role', string>>,
): void {
  for (const [field, name] of Object.entries(names) as ['note', string][]) {
    const text = change[field]
    if (text === undefined || text.trim() === before[field]) continue
    // Several notes were shown as one; of other names further lines are the same in other languages (ALTID).
    if (field === 'note') editor.remove(...editor.named(name).slice(1))
    editor.setText(name, text.trim())
  }
}

function changeWork(editor: CardEditor, before: CardData, change: CardChange): void {
  const organisation = change.organisation ?? before.organisation
  const units = change.units ?? before.units
  if (organisation !== before.organisation || !same(units, before.units)) {
    const parts = [organisation, ...units]
    editor.set(
      'ORG',
      parts.every((part) => part === '') ? undefined : (line) => withParts(line, parts, editor.version, true),
    )
  }
  changeText(editor, before, change, { title: 'TITLE', role: 'ROLE' })
  for (const field of ['manager', 'assistant'] as const) {
    const text = change[field]?.trim()
    if (text === undefined || text === before[field]) continue
    const related = editor.named('RELATED').find(({ head }) => new RegExp(`\\b${field}\\b`, 'i').test(head))
    const known = related ?? editor.named(...older[field]!)[0]
    if (known && text === '') editor.remove(known)
    else if (known) editor.replace(known, withText(asText(known), text, editor.version))
    else if (text !== '' && editor.version === '4.0')
      editor.add(
        withText(rewritten({ group: '', name: 'RELATED' }, `;TYPE=${field};VALUE=text`, ''), text, '4.0'),
      )
    else editor.setText(older[field]![0]!, text)
  }
}

function asText(line: Line): Line {
  return line.name === 'RELATED'
    ? rewritten(line, withParams(line.head, { VALUE: 'text' }), line.value)
    : line
}

function changeDates(editor: CardEditor, before: CardData, change: CardChange): void {
  if (change.birthday !== undefined && !same(change.birthday, before.birthday))
    setDate(editor, 'BDAY', change.birthday)
  if (change.anniversary === undefined || same(change.anniversary, before.anniversary)) return
  const known = editor.named(...older['anniversary']!)[0]?.name
  setDate(editor, known ?? (editor.version === '4.0' ? 'ANNIVERSARY' : 'X-ANNIVERSARY'), change.anniversary)
}

function setDate(editor: CardEditor, name: string, date: PartialDate | null): void {
  if (date === null) return editor.set(name, undefined)
  const { value, omitted } = dateText(date, editor.version)
  const isText = date.year === null && date.month === null
  editor.set(name, (line) => {
    const head = withParams(line.head, {
      VALUE: isText ? 'text' : undefined,
      'X-APPLE-OMIT-YEAR': omitted ? value.slice(0, 4) : undefined,
    })
    return withValue(
      rewritten(line, head, ''),
      isText ? escaped(value, editor.version) : value,
      editor.version,
    )
  })
}

function changePhoto(editor: CardEditor, photo: CardChange['photo']): void {
  if (!photo) return editor.set('PHOTO', undefined)
  const base64 = Buffer.from(photo.octets).toString('base64')
  const kind = photo.mediaType.replace(/^image\//, '').toUpperCase()
  editor.set('PHOTO', (line) =>
    editor.version === '4.0'
      ? rewritten(line, '', `data:${photo.mediaType};base64,${base64}`)
      : rewritten(
          line,
          editor.version === '2.1' ? `;${kind};ENCODING=BASE64` : `;ENCODING=b;TYPE=${kind}`,
          base64,
        ),
  )
}

function changeMembers(editor: CardEditor, before: CardData, members: readonly string[]): void {
  const name =
    editor.named('X-ADDRESSBOOKSERVER-MEMBER').length > 0 || editor.version !== '4.0'
      ? 'X-ADDRESSBOOKSERVER-MEMBER'
      : 'MEMBER'
  const wanted = new Set(members)
  const gone = new Set(before.members.filter((member) => !wanted.has(member)))
  const lines = editor.named('MEMBER', 'X-ADDRESSBOOKSERVER-MEMBER')
  editor.remove(...lines.filter(({ value }) => gone.has(value.trim())))
  const known = new Set(before.members)
  for (const member of wanted)
    if (!known.has(member))
      editor.add(withValue(rewritten({ group: '', name }, '', ''), member, editor.version))
}
