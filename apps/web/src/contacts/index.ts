import { later } from '@staffetta/ui'
import { loadAreaSentences } from '../app/i18n.tsx'

export { addressEntries } from './find/address-entries.ts'
export { everybody, groupsIn, type Suggested } from './find/completion.ts'
export { useCompletion, useHasBooks } from './find/use-completion.ts'
export { applyContactsEvents, makeContactsOld } from './state/live.ts'
export { useBirthdays } from './state/use-birthdays.ts'
export { useAddToContacts } from './use-add-to-contacts.ts'

/** The import of contacts that came with a mail, once somebody wants it. */
export const [MailContacts] = later(async () => {
  const sentences = loadAreaSentences('contacts')
  const { MailImport } = await import('./import/MailImport.tsx')
  await sentences
  return MailImport
})
