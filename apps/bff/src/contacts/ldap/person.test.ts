import { describe, readCard } from '@staffetta/vcard'
import { expect, test } from 'vitest'
import { isHidden } from '../card-entry.ts'
import type { LdapEntry } from './ldap-client.ts'
import { cardOfPerson, personName, stampOf } from './person.ts'

const around = {
  base: 'dc=comune,dc=example',
  organisation: 'Comune',
  nameOf: (dn: string) => (dn.startsWith('uid=capo') ? 'Ada Capo' : ''),
}
function read(entry: LdapEntry) {
  const text = cardOfPerson(entry, around)
  const card = readCard(text)
  if (card.kind !== 'card') throw new Error(text)
  return { ...describe(card.card), hidden: isHidden(text, card.card) }
}

test('a person whose entry names no office is in the units it lies in, the largest first', () => {
  const dn = String.raw`uid=sarti,ou=Stato civile\, leva,OU=Servizi,dc=comune,dc=example`
  expect(read({ dn, cn: 'Lucia Sarti', sn: 'Sarti' })).toMatchObject({
    fullName: 'Sarti',
    organisation: 'Comune',
    units: ['Servizi', 'Stato civile, leva'],
    hidden: false,
  })
})

test('what other servers call it is understood, whatever the letters of its names', () => {
  const entry: LdapEntry = {
    dn: 'CN=Neri Bruno,dc=comune,dc=example',
    displayname: 'Bruno Neri',
    department: 'Tributi',
    MANAGER: ['uid=nessuno,dc=comune', 'uid=capo,dc=comune'],
    mail: ['neri@comune.example', ''],
    labeledURI: 'https://comune.example/neri La sua pagina',
    jpegPhoto: [],
    msExchHideFromAddressLists: 'TRUE',
    whenChanged: '20261126070000.0Z',
  }
  expect(personName(entry)).toBe('Bruno Neri')
  expect(stampOf(entry)).toBe('20261126070000.0Z')
  expect(read(entry)).toMatchObject({
    units: ['Tributi'],
    manager: 'Ada Capo',
    emails: [{ value: 'neri@comune.example', preferred: true }],
    urls: [{ value: 'https://comune.example/neri' }],
    hidden: true,
  })
})

test('text that means something in a card stays text', () => {
  const nasty = 'A;B,C\\n\r\nEND:VCARD\r\nBEGIN:VCARD'
  expect(read({ dn: 'uid=x,dc=comune,dc=example', sn: nasty, title: nasty })).toMatchObject({
    name: { family: nasty.replaceAll('\r\n', '\n') },
  })
})
