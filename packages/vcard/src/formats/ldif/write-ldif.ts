import type { CardData, Point, PostalAddress } from '../../card/card-data.ts'
import { describe, octetsOf } from '../../card/describe.ts'
import type { Card } from '../../text/read-cards.ts'
import { dnValue, type LdifValue, recordLine } from './records.ts'

/** Cards as a directory has them: inetOrgPerson with Mozilla's attributes, groupOfNames for groups. */
export function writeLdif(cards: readonly Card[]): string {
  const all = cards.map((card) => ({ card, data: describe(card) }))
  const taken = new Set<string>()
  const dns = new Map<string, string>()
  const named = all.map((one) => {
    const dn = dnOf(one.data, taken)
    if (one.data.uid !== '') dns.set(plainUid(one.data.uid), dn)
    return { ...one, dn }
  })
  const records = named.map(({ card, data, dn }) => {
    const attributes = data.kind === 'group' ? groupAttributes(data, dns) : personAttributes(card, data)
    const lines = attributes
      .filter(([, value]) => value.length > 0)
      .map(([name, value]) => recordLine(name, value))
    return [recordLine('dn', dn), ...lines, ''].join('\r\n')
  })
  return ['version: 1', '', ...records, ''].join('\r\n')
}

type Attribute = readonly [name: string, value: LdifValue]

/** As Thunderbird names them; two of one name and address get a number. */
function dnOf({ fullName, emails }: CardData, taken: Set<string>): string {
  const name = `cn=${dnValue(fullName || emails[0]?.value || '?')}`
  const mail = emails[0] ? `,mail=${dnValue(emails[0].value)}` : ''
  for (let number = 1; ; number++) {
    const dn = number === 1 ? `${name}${mail}` : `${name} (${number})${mail}`
    if (taken.has(dn.toLowerCase())) continue
    taken.add(dn.toLowerCase())
    return dn
  }
}

function plainUid(uid: string): string {
  return uid.replace(/^urn:uuid:/i, '').toLowerCase()
}

function groupAttributes(data: CardData, dns: ReadonlyMap<string, string>): Attribute[] {
  const members = data.members.flatMap((member): Attribute[] => {
    const mail = /^mailto:(.*)$/is.exec(member)?.[1]
    const dn = mail === undefined ? dns.get(plainUid(member)) : `mail=${dnValue(mail)}`
    return dn === undefined ? [] : [['member', dn]]
  })
  return [
    ['objectClass', 'top'],
    ['objectClass', 'groupOfNames'],
    ['cn', data.fullName],
    ['description', data.note],
    ...members,
  ]
}

function personAttributes(card: Card, data: CardData): Attribute[] {
  const { name, emails, phones, addresses, urls, birthday } = data
  const [first, second, ...further] = emails.map(({ value }) => value)
  const isUuid = /^(?:urn:uuid:)?[0-9a-f-]{32,36}$/i.test(data.uid)
  const photo =
    data.photo?.kind === 'inline' && data.photo.mediaType === 'image/jpeg'
      ? octetsOf(card, 'photo')
      : undefined
  const classes = ['top', 'person', 'organizationalPerson', 'inetOrgPerson', 'mozillaAbPersonAlpha']
  return [
    ...classes.map((one): Attribute => ['objectClass', one]),
    ['uid', isUuid ? data.uid : ''],
    ['cn', data.fullName],
    // Demanded by person.
    ['sn', name.family || data.fullName],
    ['givenName', name.given],
    ['personalTitle', name.prefix],
    ['generationQualifier', name.suffix],
    ['mozillaNickname', data.nickname],
    ...[first ?? '', ...further].map((mail): Attribute => ['mail', mail]),
    ['mozillaSecondEmail', second ?? ''],
    ...phones.map((phone): Attribute => [phoneName(phone), phone.value]),
    ...urls.map((url): Attribute => urlOf(url)),
    ['o', data.organisation],
    ...data.units.map((unit): Attribute => ['ou', unit]),
    ['title', data.title],
    ['employeeType', data.role],
    ...addressAttributes(addresses),
    ['birthyear', birthday?.year ? String(birthday.year) : ''],
    ['birthmonth', birthday?.month ? String(birthday.month) : ''],
    ['birthday', birthday?.day ? String(birthday.day) : ''],
    ...data.categories.map((category): Attribute => ['businessCategory', category]),
    ...data.custom.slice(0, 4).map(({ value }, at): Attribute => [`mozillaCustom${at + 1}`, value]),
    ['description', data.note],
    ['jpegPhoto', photo ?? ''],
  ]
}

function phoneName({ place, device }: Point): string {
  if (device === 'fax') return 'facsimileTelephoneNumber'
  if (device === 'pager') return 'pager'
  if (device === 'cell') return 'mobile'
  return place === 'home' ? 'homePhone' : 'telephoneNumber'
}

function urlOf({ value, place, label }: Point): Attribute {
  if (label !== '') return ['labeledURI', `${value} ${label}`]
  return [place === 'home' ? 'mozillaHomeUrl' : 'mozillaWorkUrl', value]
}

/** A directory knows one of either. */
function addressAttributes(addresses: readonly PostalAddress[]): Attribute[] {
  const home = addresses.find(({ place }) => place === 'home')
  const work =
    addresses.find(({ place }) => place === 'work') ?? addresses.find(({ place }) => place === null)
  return [
    ['postOfficeBox', work?.poBox ?? ''],
    ['street', work?.street ?? ''],
    ['mozillaWorkStreet2', work?.extended ?? ''],
    ['l', work?.locality ?? ''],
    ['st', work?.region ?? ''],
    ['postalCode', work?.postalCode ?? ''],
    ['co', work?.country ?? ''],
    ['mozillaHomeStreet', home?.street ?? ''],
    ['mozillaHomeStreet2', home?.extended ?? ''],
    ['mozillaHomeLocalityName', home?.locality ?? ''],
    ['mozillaHomeState', home?.region ?? ''],
    ['mozillaHomePostalCode', home?.postalCode ?? ''],
    ['mozillaHomeCountryName', home?.country ?? ''],
  ]
}
