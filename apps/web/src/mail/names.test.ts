import { createTranslator, loadCatalogue } from '@staffetta/i18n'
import { expect, test } from 'vitest'
import { mailboxName } from './names.ts'

const t = createTranslator('it', await loadCatalogue('it'))

test('a mailbox shared by an address is called as people call it', () => {
  const name = (called: string, namespace: 'personal' | 'shared' = 'shared') =>
    mailboxName({ name: called, role: null, namespace }, t)

  expect(name('anagrafe@monteverde.example')).toBe('Anagrafe')
  expect(name('paolo.guerrini@monteverde.example')).toBe('Paolo Guerrini')
  expect(name('Pratiche')).toBe('Pratiche')
  expect(name('a@b', 'personal')).toBe('a@b')
})
