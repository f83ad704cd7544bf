import { expect, test, vi } from 'vitest'
import { emptyDraft, newComposer, type Draft } from './composer-state.ts'
import { recipientOf } from './recipients.ts'

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }))
const { checkBeforeSending } = await import('./sending.ts')

const me = { name: 'Elena', address: 'elena@comune.example' }
const to = [recipientOf({ name: '', address: 'sara@studio.example' })]
const upload = { id: 'u', fileName: 'a.pdf', type: 'application/pdf', sizeBytes: 1 }
const file = { id: 'f', fileName: 'a.pdf', sizeBytes: 1, contentId: null }
const check = (draft: Partial<Draft>, text = '') =>
  checkBeforeSending(newComposer({ ...emptyDraft('d', me), to, subject: 'Verbale', ...draft }, 'ready'), text)

test('a message with recipients, a subject and no promises goes', () => {
  expect(check({})).toBeNull()
})

test('a message without recipients, or with one that is no address, stays', () => {
  expect(check({ to: [] })).toEqual({ stop: { kind: 'check', what: 'noRecipients' } })
  expect(check({ cc: [recipientOf({ name: '', address: 'pippo' })] })).toEqual({
    stop: { kind: 'error', code: 'mail/recipient-invalid' },
  })
})

test('a message waits for its files, and says when one has not arrived', () => {
  expect(check({ files: [{ ...file, state: { kind: 'waiting' } }] })).toBe('files-on-their-way')
  expect(check({ files: [{ ...file, state: { kind: 'failed' } }] })).toMatchObject({
    stop: { what: 'uploadFailed' },
  })
})

test('a promised file that is missing is asked for, a picture between the words is none', () => {
  const picture = { ...file, contentId: 'x@y', state: { kind: 'there' as const, upload } }
  expect(check({ files: [picture] }, 'in allegato il verbale')).toEqual({ ask: 'reminder' })
  expect(check({ files: [{ ...picture, contentId: null }] }, 'in allegato il verbale')).toBeNull()
})

test('a missing subject is asked for', () => {
  expect(check({ subject: '  ' })).toEqual({ ask: 'noSubject' })
})
