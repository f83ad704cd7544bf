export { everybody, type Suggested } from './find/completion.ts'
export { useCompletion } from './find/use-completion.ts'
export { applyContactsEvents, makeContactsOld } from './state/live.ts'
export { useAddToContacts } from './use-add-to-contacts.ts'
