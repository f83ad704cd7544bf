import type { Identity } from '@staffetta/contract'
import { isEmptySignature, shortSignature } from '../../settings/index.ts'
import type { Draft } from './composer-state.ts'

/** What an identity puts under such a message by itself. */
function signatureFor({ signatureHtml, signsNew, signsAnswers }: Identity, kind: Draft['kind']): string {
  const isNew = kind === 'new' || kind === 'forward' || kind === 'draft'
  if (isEmptySignature(signatureHtml) || !(isNew ? signsNew : signsAnswers)) return ''
  return isNew ? signatureHtml.trim() : shortSignature(signatureHtml)
}

/** A message nobody has written anything in yet, as it begins. */
export function signedBy(identity: Identity | undefined, draft: Draft): Draft {
  if (identity === undefined) return { ...draft, html: '<p></p>' }
  const signature = signatureFor(identity, draft.kind)
  return { ...faced(identity, draft), html: signature === '' ? '<p></p>' : `<p></p><p></p>${signature}` }
}

/** Another identity for what is being written: its signature takes the place of the former one, where that still stands. */
export function writtenAs(before: Identity | undefined, identity: Identity, draft: Draft): Draft {
  const renamed = faced(identity, draft)
  if (draft.mode === 'plain') return renamed
  const [old, next] = [before ? signatureFor(before, draft.kind) : '', signatureFor(identity, draft.kind)]
  if (old === '') return { ...renamed, html: next === '' ? draft.html : `${draft.html}<p></p>${next}` }
  const at = draft.html.lastIndexOf(old)
  // Somebody wrote in it: it is theirs now.
  if (at < 0) return renamed
  return { ...renamed, html: draft.html.slice(0, at) + next + draft.html.slice(at + old.length) || '<p></p>' }
}

function faced({ id, displayName, replyTo }: Identity, draft: Draft): Draft {
  const name = displayName || draft.from.name
  return { ...draft, from: { ...draft.from, name }, identityId: id, replyTo }
}
