import { expect, test } from 'vitest'
import { describe, octetsOf } from '../../card/describe.ts'
import { createCard } from '../../edit/create.ts'
import { type Card, readCards } from '../../text/read-cards.ts'
import { readLdif } from './read-ldif.ts'
import { writeLdif } from './write-ldif.ts'

const thunderbird = `version: 1
# esportato
#  con una piega

dn:: Y249Tmljb2zDsiBGb3Jsw6wsbWFpbD1uaWNvbG9AYS5leGFtcGxl
objectclass: top
objectclass: person
objectclass: inetOrgPerson
objectclass: mozillaAbPersonAlpha
givenName:: Tmljb2zDsg==
sn:: Rm9ybMOs
cn:: Tmljb2zDsiBGb3Jsw6w=
mozillaNickname: Nini
mail: nicolo@a.example
mozillaSecondEmail: n@casa.example
modifytimestamp: 0Z
telephoneNumber: 0722 1
homePhone: 0722 2
mobile: 333
facsimileTelephoneNumber: 0722 3
street: Via della Liberta, un indirizzo che si piega perche e piu lungo di una rig
 a
l: Monteverde
mozillaHomeStreet: Via di casa
birthyear: 1970
birthmonth: 3
birthday: 15
o: Comune
ou: Anagrafe
custom1: uno
manager: cn=Anna\\, la capa,ou=x
jpegPhoto:: /9j/4AAQSkZJRg==

dn: cn=Senza posta,o=x
objectclass: person
cn: Senza posta
sn: posta
uid: sposta

dn: cn=Giunta
objectclass: top
objectclass: groupOfNames
cn: Giunta
member:: Y249Tmljb2zDsiBGb3Jsw6wsbWFpbD1uaWNvbG9AYS5leGFtcGxl
member: cn=Esterno, mail=e@altro.example
member: cn=Senza posta,o=x

dn: dc=example
objectclass: dcObject

dn: cn=via
changetype: delete

cn: senza dn
mail: x@y.example

dn: cn=link
cn: link
jpegPhoto:< file:///etc/passwd
sn:: %%%
rotta
`

test('people and groups of a directory are read, with all that Mozilla added', () => {
  const { cards, problems } = readLdif(Buffer.from(thunderbird))

  expect(cards.map(({ fields }) => fields.fullName)).toEqual([
    'Nicolò Forlì',
    'Senza posta',
    'Giunta',
    'link',
  ])
  expect(cards[0]).toMatchObject({
    line: 5,
    uid: '',
    fields: {
      kind: 'individual',
      name: { given: 'Nicolò', family: 'Forlì' },
      emails: [{ value: 'nicolo@a.example' }, { value: 'n@casa.example' }],
      phones: [
        { value: '0722 1', place: 'work' },
        { value: '0722 2', place: 'home' },
        { value: '333', device: 'cell' },
        { value: '0722 3', device: 'fax' },
      ],
      addresses: [
        {
          street: 'Via della Liberta, un indirizzo che si piega perche e piu lungo di una riga',
          locality: 'Monteverde',
        },
        { place: 'home', street: 'Via di casa' },
      ],
      birthday: { year: 1970, month: 3, day: 15 },
      manager: 'Anna, la capa',
      custom: [{ value: 'uno' }],
      photo: { mediaType: 'image/jpeg' },
    },
  })
  expect(cards[2]!.fields).toMatchObject({
    kind: 'group',
    members: ['mailto:nicolo@a.example', 'mailto:e@altro.example'],
  })
  expect(problems.map(({ problem, whole }) => [problem, whole])).toEqual([
    ['member-unknown', false],
    ['change', true],
    ['no-dn', true],
    ['link', false],
    ['base64', false],
    ['not-a-line', false],
  ])
})

test('what we write is plain ASCII in lines of 76, and is read again as it was', () => {
  const uid = '7b1d3c1e-0000-4000-8000-000000000001'
  const vcf = [
    'BEGIN:VCARD\r\nVERSION:4.0',
    `UID:urn:uuid:${uid}`,
    'FN:Nicolò, "detto" Nini',
    'N:Forlì;Nicolò;;Dott.;',
    'EMAIL:a@b.example\r\nEMAIL:c@d.example\r\nEMAIL:e@f.example',
    'TEL;TYPE=home:1\r\nTEL;TYPE=cell:2',
    'ADR;TYPE=work:;;Via\\nLunga;Roma;RM;00100;Italia',
    'ORG:Comune;Ufficio',
    `NOTE: :spazio ${'lungo '.repeat(30)}`,
    'BDAY:--0302',
    'PHOTO:data:image/jpeg;base64,/9j/4AAQSkZJRg==',
    'END:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Giunta\r\nKIND:group',
    `MEMBER:urn:uuid:${uid}\r\nMEMBER:mailto:x@y.example`,
    'END:VCARD',
  ].join('\r\n')
  const cards = [...readCards(vcf)].flatMap((one): Card[] => (one.kind === 'card' ? [one.card] : []))
  const text = writeLdif(cards)
  const { cards: again, problems } = readLdif(Buffer.from(text))
  const context = { version: '4.0', now: '2026-11-26T08:00:00Z', product: 'x' } as const
  const made = again.map((one) => createCard(one.fields, { ...context, uid: one.uid }))
  const [person, group] = made.map(describe)

  expect(text.split('\r\n').every((line) => line.length <= 76 && /^[ -~]*$/.test(line))).toBe(true)
  expect(problems).toEqual([])
  const before = describe(cards[0]!)
  expect(person).toMatchObject({
    uid: before.uid,
    fullName: before.fullName,
    name: before.name,
    note: before.note,
  })
  expect(person!.emails.map(({ value }) => value)).toEqual(['a@b.example', 'e@f.example', 'c@d.example'])
  expect(person).toMatchObject({ birthday: before.birthday, units: ['Ufficio'] })
  expect(octetsOf(made[0]!, 'photo')).toEqual(octetsOf(cards[0]!, 'photo'))
  expect(group).toMatchObject({ kind: 'group', members: describe(cards[1]!).members })
})

test('rubbish and a large file are read in time', () => {
  const entry = 'dn: cn=a\ncn: a\nmail: a@b.example\ndescription:: w6w=\n\n'
  const started = performance.now()

  expect(readLdif(Buffer.from(entry.repeat(5_000))).cards).toHaveLength(5_000)
  expect(readLdif(Buffer.from('a'.repeat(4_000_000))).cards).toEqual([])
  expect(readLdif(Buffer.from(`dn: ${'\\'.repeat(1_000_000)}`)).cards).toEqual([])
  expect(readLdif(Buffer.from(`dn: cn=a${' '.repeat(1_000_000)}b\ncn: x\n`)).cards).toHaveLength(1)
  expect(performance.now() - started).toBeLessThan(15_000)
})
