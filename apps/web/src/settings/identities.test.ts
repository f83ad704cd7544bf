import type { Preferences } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { identitiesOf, isEmptySignature, shortSignature, withIdentities } from './identities.ts'

const preferences: Preferences = {
  displayName: 'Elena Guidi',
  language: null,
  signatureHtml: '<p>Elena Guidi</p>',
  remoteImages: { senders: [], domains: [] },
  shortcuts: true,
  notifications: false,
  collectsWritten: true,
}
const office = {
  id: 'ufficio',
  displayName: 'Ufficio tecnico',
  replyTo: 'tecnico@monteverde.example',
  signatureHtml: '',
  signsNew: true,
  signsAnswers: true,
}

test('whoever never made another identity has their own, signed under new messages alone', () => {
  expect(identitiesOf(preferences)).toEqual({
    list: [
      {
        id: 'own',
        displayName: 'Elena Guidi',
        replyTo: '',
        signatureHtml: '<p>Elena Guidi</p>',
        signsNew: true,
        signsAnswers: false,
      },
    ],
    defaultId: 'own',
  })
})

test('what is made of identities is read back the same, and nothing else of the preferences is touched', () => {
  const { list } = identitiesOf(preferences)

  const kept = withIdentities(preferences, { list: [...list, office], defaultId: 'ufficio' })

  expect(identitiesOf(kept)).toEqual({ list: [...list, office], defaultId: 'ufficio' })
  expect(kept).toMatchObject({ ...preferences })
})

test('a default that was removed gives the place back to one’s own', () => {
  expect(identitiesOf({ ...preferences, defaultIdentity: 'ufficio' }).defaultId).toBe('own')
})

test.each([
  [
    '<p>Elena</p><p></p><p>Ufficio <b>tecnico</b></p><p>Tel. 1</p>',
    '<p>Elena</p><p>Ufficio <b>tecnico</b></p>',
  ],
  ['<p>Elena</p>', '<p>Elena</p>'],
  ['', ''],
])('the short form of %s is its first two lines', (html, short) => {
  expect(shortSignature(html)).toBe(short)
})

test('lines with nothing in them are no signature', () => {
  expect(isEmptySignature('<p></p><p>&nbsp;</p>')).toBe(true)
  expect(isEmptySignature('<p>x</p>')).toBe(false)
})
