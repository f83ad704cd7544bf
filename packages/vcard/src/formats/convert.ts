import { dataIn, inlineUri } from '../card/inline-data.ts'
import { describe } from '../card/describe.ts'
import { dateText, partialDate } from '../card/partial-date.ts'
import { type Line, lineOf, paramsIn, rewritten } from '../text/line.ts'
import { escaped, modernLine, propertyOf, textOf, withParams } from '../text/property.ts'
import { type Card, writeCard } from '../text/read-cards.ts'

/** The card in another version: what has a name of its own there gets it, all else is taken along. */
export function convertCard(card: Card, version: '3.0' | '4.0'): Card {
  if (card.version === version) return card
  const convert = version === '3.0' ? toThree : toFour
  const lines = card.lines.flatMap((line) => convert(modern(line, card), card))
  return { version, lines: withDemanded(lines, card, version) }
}

/** The cards of a file, each in the version it has or in the one that is asked for. */
export function writeCards(cards: Iterable<Card>, version: '3.0' | '4.0' | 'stored'): string {
  return Array.from(cards, (card) =>
    writeCard(version === 'stored' ? card : convertCard(card, version)),
  ).join('')
}

/** Without what is of 2.1. */
function modern(line: Line, { version }: Card): Line {
  if (line.name === '' || version === '4.0') return line
  const { head, value } = modernLine(line, version)
  // Within AGENT of 2.1 stands a whole card.
  if (/[\r\n]/.test(value)) return rewritten(line, head, escaped(value.trim(), '3.0'))
  return head === line.head && value === line.value ? line : rewritten(line, head, value)
}

/** With the FN and N that a version cannot do without. */
export function withDemanded(lines: Line[], card: Card, version: '3.0' | '4.0'): Line[] {
  const has = (name: string) =>
    lines.some((line) => line.name === name && line.value.replace(/[;\s]/g, '') !== '')
  const demanded: Line[] = []
  if (!has('FN')) {
    const { fullName, phones } = describe(card)
    demanded.push(lineOf(`FN:${escaped(fullName || phones[0]?.value || '?', version)}`))
  }
  if (version === '3.0' && !lines.some(({ name }) => name === 'N')) demanded.push(lineOf('N:;;;;'))
  return [...demanded, ...lines.filter(({ name }) => name !== 'FN' || has('FN'))]
}

const dates = new Set(['BDAY', 'ANNIVERSARY', 'X-ANNIVERSARY', 'X-EVOLUTION-ANNIVERSARY', 'DEATHDATE'])
const binaries = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY'])

function toThree(line: Line, card: Card): Line[] {
  const { name, group, value } = line
  if (name === '') return [line]
  if (binaries.has(name)) return [binaryOfThree(line)]
  if (dates.has(name)) return [dateLine(line, name === 'ANNIVERSARY' ? 'X-ANNIVERSARY' : name, '3.0')]
  const head = headOfThree(line.head)
  const as = (other: string, text = value, params = head) => [rewritten({ group, name: other }, params, text)]
  switch (name) {
    case 'KIND':
      return /^org$/i.test(value.trim()) ? as('X-ABSHOWAS', 'COMPANY', '') : as('X-ADDRESSBOOKSERVER-KIND')
    case 'MEMBER':
      return as('X-ADDRESSBOOKSERVER-MEMBER')
    case 'TEL':
      return as('TEL', escaped(value.replace(/^tel:/i, ''), '3.0'), withParams(head, { VALUE: undefined }))
    case 'RELATED': {
      const kind = /manager/i.test(head) ? 'X-MANAGER' : /assistant/i.test(head) ? 'X-ASSISTANT' : undefined
      return kind ? as(kind, escaped(textOf(propertyOf(line, card.version)), '3.0'), '') : as('X-RELATED')
    }
    case 'TZ':
      return as('TZ', value, withParams(head, { VALUE: /^[+-]\d/.test(value) ? undefined : 'text' }))
    case 'GEO':
      return as(
        'GEO',
        value
          .replace(/^geo:/i, '')
          .replace(/\\?,/, ';')
          .replace(/;u=.*$/i, ''),
      )
    default:
      return as(name)
  }
}

/** `TYPE="a,b";PREF=1` → `TYPE=a,b,pref`. */
function headOfThree(head: string): string {
  const preferred = /;PREF="?1"?(?=;|$)/i.test(head)
  const pieces = paramsIn(withParams(head, { PREF: undefined })).map((piece) =>
    /^TYPE="/i.test(piece) ? piece.replaceAll('"', '') : piece,
  )
  if (preferred) pieces.push('TYPE=pref')
  return pieces.map((piece) => `;${piece}`).join('')
}

function toFour(line: Line, card: Card): Line[] {
  const { name, group, value } = line
  if (name === '') return [line]
  if (binaries.has(name)) return [binaryOfFour(line)]
  if (dates.has(name)) return [dateLine(line, name.endsWith('ANNIVERSARY') ? 'ANNIVERSARY' : name, '4.0')]
  const head = headOfFour(line.head)
  const as = (other: string, text = value, params = head) => [rewritten({ group, name: other }, params, text)]
  const text = () => escaped(textOf(propertyOf(line, card.version)), '4.0')
  switch (name) {
    case 'X-ADDRESSBOOKSERVER-KIND':
      return as('KIND')
    case 'X-ADDRESSBOOKSERVER-MEMBER':
      return as('MEMBER')
    case 'X-ABSHOWAS':
      return /^company$/i.test(value.trim()) ? as('KIND', 'org', '') : [line]
    case 'X-MANAGER':
    case 'X-ASSISTANT':
      return as('RELATED', text(), `;TYPE=${name.slice(2).toLowerCase()};VALUE=text`)
    case 'GEO':
      return as('GEO', /^geo:/i.test(value) ? value : `geo:${value.replace(';', ',')}`)
    case 'URL':
      return as('URL', textOf(propertyOf(line, card.version)))
    // What 4.0 has no more.
    case 'AGENT':
    case 'LABEL':
    case 'MAILER':
    case 'CLASS':
    case 'PROFILE':
    case 'NAME':
    case 'SORT-STRING':
      return as(`X-${name}`)
    default:
      return as(name)
  }
}

/** `TYPE=a,pref;TYPE=b` → `TYPE="a,b";PREF=1`. INTERNET and VOICE say nothing. */
function headOfFour(head: string): string {
  const types: string[] = []
  const others: string[] = []
  for (const piece of paramsIn(head))
    if (/^TYPE=/i.test(piece)) types.push(...piece.slice(5).replaceAll('"', '').toLowerCase().split(','))
    else others.push(piece)
  const said = [...new Set(types)].filter((type) => type !== '' && type !== 'internet' && type !== 'pref')
  if (said.length > 0) others.unshift(`TYPE=${said.length > 1 ? `"${said.join(',')}"` : said[0]}`)
  const all = others.map((other) => `;${other}`).join('')
  return types.includes('pref') ? withParams(all, { PREF: '1' }) : all
}

function dateLine(line: Line, name: string, version: '3.0' | '4.0'): Line {
  const omitted = /X-APPLE-OMIT-YEAR=(\d{4})/i.exec(line.head)?.[1]
  const date = partialDate(line.value, omitted)
  const bare = withParams(line.head, { 'X-APPLE-OMIT-YEAR': undefined, VALUE: undefined })
  if (!date || date.text !== '') {
    const text = escaped(line.value.trim(), version)
    return rewritten({ ...line, name }, withParams(bare, { VALUE: 'text' }), text)
  }
  const { value, omitted: isOmitted } = dateText(date, version)
  return rewritten(
    { ...line, name },
    isOmitted ? `${bare};X-APPLE-OMIT-YEAR=${value.slice(0, 4)}` : bare,
    value,
  )
}

function binaryOfThree(line: Line): Line {
  const inline = dataIn(line)
  const bare = withParams(line.head, { MEDIATYPE: undefined, VALUE: undefined, PREF: undefined })
  if (!inline) return rewritten(line, `;VALUE=uri${bare}`, line.value)
  const type = (inline.mediaType.split('/')[1] ?? '')
    .replace('pgp-keys', 'pgp')
    .replace(/^(?:pkix|x-x509).*/, 'x509')
  const typed = type === '' ? '' : `;TYPE=${type.toUpperCase()}`
  return rewritten(line, `;ENCODING=b${typed}${withParams(bare, { TYPE: undefined })}`, inline.base64)
}

function binaryOfFour(line: Line): Line {
  const params = { ENCODING: undefined, VALUE: undefined, ...(dataIn(line) ? { TYPE: undefined } : {}) }
  return rewritten(line, withParams(line.head, params), inlineUri(line))
}
