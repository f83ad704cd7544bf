import type { Identity } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { emptyDraft } from './composer-state.ts'
import { signedBy, writtenAs } from './identity.ts'

const elena: Identity = {
  id: 'own',
  displayName: 'Elena Guidi',
  replyTo: '',
  signatureHtml: '<p>Elena Guidi</p><p>Ufficio tecnico</p><p>Tel. 0722</p>',
  signsNew: true,
  signsAnswers: true,
}
const office: Identity = {
  ...elena,
  id: 'ufficio',
  displayName: 'Ufficio tecnico',
  replyTo: 'tecnico@monteverde.example',
  signatureHtml: '<p>Ufficio tecnico</p>',
}
const draft = emptyDraft('1', { name: '', address: 'elena.guidi@monteverde.example' })

test('a new message begins signed, an answer with the first two lines alone', () => {
  expect(signedBy(elena, draft)).toMatchObject({
    from: { name: 'Elena Guidi', address: 'elena.guidi@monteverde.example' },
    html: `<p></p><p></p>${elena.signatureHtml}`,
  })
  expect(signedBy(elena, { ...draft, kind: 'reply' }).html).toBe(
    '<p></p><p></p><p>Elena Guidi</p><p>Ufficio tecnico</p>',
  )
  expect(signedBy({ ...elena, signsNew: false }, draft).html).toBe('<p></p>')
})

test('another identity brings its name, its address for answers and its signature', () => {
  const written = { ...signedBy(elena, draft), html: `<p>Buongiorno</p>${elena.signatureHtml}` }

  expect(writtenAs(elena, office, written)).toMatchObject({
    from: { name: 'Ufficio tecnico', address: 'elena.guidi@monteverde.example' },
    replyTo: 'tecnico@monteverde.example',
    identityId: 'ufficio',
    html: '<p>Buongiorno</p><p>Ufficio tecnico</p>',
  })
})

test('a signature somebody wrote in stays as they left it', () => {
  const written = { ...signedBy(elena, draft), html: '<p>Elena Guidi, in ferie</p>' }

  expect(writtenAs(elena, office, written).html).toBe('<p>Elena Guidi, in ferie</p>')
})
