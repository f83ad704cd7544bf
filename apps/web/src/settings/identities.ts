import type { Identity, Preferences } from '@staffetta/contract'

const own = 'own'

export interface Identities {
  list: Identity[]
  defaultId: string
}

/** The person's own identity first, then the others; one of them is the default. */
export function identitiesOf(preferences: Preferences): Identities {
  const { displayName, signatureHtml, replyTo = '', signsNew = true, signsAnswers = false } = preferences
  const first = { id: own, displayName, signatureHtml, replyTo, signsNew, signsAnswers }
  const list = [first, ...(preferences.identities ?? [])]
  const defaultId = list.find(({ id }) => id === preferences.defaultIdentity)?.id ?? own
  return { list, defaultId }
}

export function withIdentities(preferences: Preferences, { list, defaultId }: Identities): Preferences {
  const [first, ...others] = list.map((one) => ({
    ...one,
    displayName: one.displayName.trim(),
    replyTo: one.replyTo.trim(),
  }))
  const { id: _id, ...face } = first!
  return { ...preferences, ...face, identities: others, defaultIdentity: defaultId }
}

export const isOwn = ({ id }: Identity) => id === own

/** What an answer ends with: the first lines, that say who writes. */
export function shortSignature(html: string): string {
  const lines = html.match(/<(p|ul|ol|blockquote)\b[^>]*>.*?<\/\1>/gs) ?? []
  return lines
    .filter((line) => line.replace(/<[^>]*>/g, '').trim() !== '')
    .slice(0, 2)
    .join('')
}

/** Nothing but empty lines is no signature. */
export const isEmptySignature = (html: string) => html.replace(/<[^>]*>|\s|&nbsp;/g, '') === ''
