import type { Device, Place } from '../../card/card-data.ts'
import { partialDate } from '../../card/partial-date.ts'
import { textOfFile } from '../../text/decode.ts'
import type { NewCard } from '../new-card.ts'
import { inDn, type LdifProblem, type LdifRecord, plainDn, readRecords, textOf } from './records.ts'

export interface LdifCards {
  cards: (NewCard & { line: number })[]
  problems: LdifProblem[]
}

const mostOctetsOfPhoto = 4_000_000

/** People and groups of an LDIF file: inetOrgPerson, Mozilla's attributes, groupOfNames. Never throws. */
export function readLdif(octets: Uint8Array): LdifCards {
  const { records, problems } = readRecords(textOfFile(octets).text)
  const byDn = new Map(records.map((record) => [plainDn(record.dn), record]))
  const cards = records.flatMap((record) => {
    const problem = refusal(record)
    if (problem === 'container') return []
    if (problem !== undefined) {
      problems.push({ line: record.line, problem, value: record.dn.slice(0, 200), whole: true })
      return []
    }
    const reader = new RecordReader(record)
    const members = reader.texts('member', 'uniquemember').flatMap((dn) => {
      const member = memberOf(dn, byDn)
      if (member === '')
        problems.push({ line: record.line, problem: 'member-unknown', value: dn, whole: false })
      return member === '' ? [] : [member]
    })
    return [{ line: record.line, uid: reader.uid(), fields: reader.fields(members) }]
  })
  return { cards, problems: problems.sort((a, b) => a.line - b.line) }
}

function refusal({ attributes, changeType }: LdifRecord): LdifProblem['problem'] | 'container' | undefined {
  if (changeType !== '' && changeType !== 'add') return 'change'
  if (['cn', 'sn', 'givenname', 'mail', 'displayname'].some((name) => attributes.has(name))) return undefined
  // The tree that the people hang on.
  const classes = (attributes.get('objectclass') ?? []).map((value) => textOf(value).toLowerCase())
  if (
    classes.some((one) => /^(?:dcobject|domain|organization|organizationalunit|container|country)$/.test(one))
  )
    return 'container'
  return attributes.has('o') || attributes.has('telephonenumber') || attributes.has('mobile')
    ? undefined
    : 'nobody'
}

/** A member as a card says it: by UID where the file tells it, else by its address. */
function memberOf(dn: string, byDn: ReadonlyMap<string, LdifRecord>): string {
  const record = byDn.get(plainDn(dn))
  const reader = record && new RecordReader(record)
  const uid = reader?.uid() ?? ''
  if (uid !== '') return uid.startsWith('urn:') ? uid : `urn:uuid:${uid}`
  const mail = reader?.texts('mail')[0] || inDn(dn, 'mail')
  return mail === '' ? '' : `mailto:${mail}`
}

type Where = readonly [place: Place | null, device: Device | null, names: readonly string[]]
const phones: readonly Where[] = [
  ['work', null, ['telephonenumber', 'workphone']],
  ['home', null, ['homephone', 'hometelephonenumber']],
  [null, 'cell', ['mobile', 'mobiletelephonenumber', 'cellphone']],
  ['work', 'fax', ['facsimiletelephonenumber', 'fax']],
  [null, 'pager', ['pager', 'pagertelephonenumber', 'pagerphone']],
]

class RecordReader {
  readonly #record: LdifRecord

  constructor(record: LdifRecord) {
    this.#record = record
  }

  texts(...names: string[]): string[] {
    const found = names.flatMap((name) => this.#record.attributes.get(name) ?? [])
    if (found.length === 0) return []
    return [...new Set(found.map((one) => textOf(one).trim()).filter((one) => one !== ''))]
  }

  text(...names: string[]): string {
    return this.texts(...names)[0] ?? ''
  }

  /** `uid` is most often the name somebody signs in with. */
  uid(): string {
    const said = this.texts('entryuuid', 'nsuniqueid', 'uid')
    return said.find((one) => /^(?:urn:uuid:)?[0-9a-f-]{32,36}$/i.test(one)) ?? ''
  }

  fields(members: string[]): NewCard['fields'] {
    const classes = this.texts('objectclass').map((one) => one.toLowerCase())
    const isGroup = classes.some((one) => /^groupof(?:unique)?names$/.test(one))
    const note = this.texts('description', 'notes').join('\n\n')
    return {
      kind: isGroup ? 'group' : 'individual',
      fullName: this.text('displayname', 'cn', 'commonname') || inDn(this.#record.dn, 'cn'),
      name: {
        family: isGroup ? '' : this.#family(),
        given: this.text('givenname', 'gn'),
        additional: '',
        prefix: this.text('personaltitle'),
        suffix: this.text('generationqualifier'),
      },
      nickname: this.text('mozillanickname', 'xmozillanickname'),
      organisation: isGroup ? '' : this.text('o', 'organizationname', 'company'),
      units: isGroup ? [] : this.texts('ou', 'department', 'departmentnumber', 'orgunit'),
      title: this.text('title'),
      role: this.text('employeetype'),
      manager: this.#person('manager'),
      assistant: this.#person('secretary'),
      birthday: this.#birthday(),
      categories: this.texts('businesscategory'),
      note: note.replace(/\r\n?/g, '\n'),
      emails: this.#points(null, null, 'mail', 'rfc822mailbox', 'mozillasecondemail', 'xmozillasecondemail'),
      phones: phones.flatMap(([place, device, names]) => this.#points(place, device, ...names)),
      urls: [
        ...this.#points('work', null, 'mozillaworkurl', 'workurl'),
        ...this.#points('home', null, 'mozillahomeurl', 'homeurl', 'xmozillahomeurl'),
        ...this.#labelled(),
      ],
      addresses: this.#addresses(),
      messengers: this.texts('nsaimid', 'mozilla_aimscreenname').map((value) => ({
        ...several,
        value,
        service: 'aim',
      })),
      custom: ['1', '2', '3', '4']
        .flatMap((at) => this.texts(`mozillacustom${at}`, `custom${at}`))
        .map((value) => ({ id: null, label: '', value })),
      ...(isGroup ? { members } : {}),
      ...this.#photo(),
    }
  }

  /** Demanded, and so filled with the whole name where somebody has but one. */
  #family(): string {
    const said = this.text('sn', 'surname')
    const given = this.text('givenname', 'gn')
    return said === this.text('cn', 'commonname') && (given === '' || given === said) ? '' : said
  }

  #points(place: Place | null, device: Device | null, ...names: string[]) {
    return this.texts(...names).map((value) => ({ ...several, place, device, value }))
  }

  /** RFC 2079: the address, a space, a name for it. */
  #labelled() {
    return this.texts('labeleduri', 'labeledurl').map((text) => {
      const [value = '', ...label] = text.split(' ')
      return { ...several, device: null, value, label: label.join(' ') }
    })
  }

  #addresses() {
    const work = {
      ...several,
      place: 'work' as const,
      poBox: this.text('postofficebox'),
      extended: this.text('mozillaworkstreet2'),
      street: this.text('street', 'streetaddress') || this.#lines('postaladdress'),
      locality: this.text('l', 'locality', 'localityname'),
      region: this.text('st', 'region', 'stateorprovincename'),
      postalCode: this.text('postalcode', 'zip'),
      country: this.text('co', 'c', 'countryname', 'friendlycountryname'),
    }
    const home = {
      ...several,
      place: 'home' as const,
      poBox: '',
      extended: this.text('mozillahomestreet2'),
      street: this.text('mozillahomestreet', 'homestreet') || this.#lines('homepostaladdress'),
      locality: this.text('mozillahomelocalityname'),
      region: this.text('mozillahomestate'),
      postalCode: this.text('mozillahomepostalcode'),
      country: this.text('mozillahomecountryname'),
    }
    return [work, home].filter(({ poBox, extended, street, locality, region, postalCode, country }) =>
      [poBox, extended, street, locality, region, postalCode, country].some((part) => part !== ''),
    )
  }

  /** RFC 4517 §3.3.28: lines with dollars between. */
  #lines(name: string): string {
    return this.text(name)
      .split('$')
      .map((line) => line.trim())
      .join('\n')
  }

  #person(name: string): string {
    const said = this.text(name)
    return inDn(said, 'cn') || said
  }

  #birthday() {
    const [year, month, day] = ['birthyear', 'birthmonth', 'birthday'].map((name) => Number(this.text(name)))
    if (!month || !day) return partialDate(this.text('dateofbirth'))
    const two = (number: number) => String(number).padStart(2, '0')
    return partialDate(`${year ? `${String(year).padStart(4, '0')}-` : '--'}${two(month)}-${two(day)}`)
  }

  #photo(): { photo?: { mediaType: string; octets: Uint8Array } } {
    const [photo] = this.#record.attributes.get('jpegphoto') ?? []
    if (photo === undefined || typeof photo === 'string' || photo.length > mostOctetsOfPhoto) return {}
    return photo[0] === 0xff && photo[1] === 0xd8 ? { photo: { mediaType: 'image/jpeg', octets: photo } } : {}
  }
}

const several = { id: null, place: null, label: '', preferred: false } as const
