export { applyMailEvents, makeMailOld } from './live.ts'
export { MailScreen } from './MailScreen.tsx'
export { newMailWishes, watchNewMail } from './new-mail.ts'
export { useUnread } from './use-mailboxes.ts'
