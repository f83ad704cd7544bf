export { SubscribeDialog } from './SubscribeDialog.tsx'
export { SubscriptionDialog } from './SubscriptionDialog.tsx'
export { UnsubscribeDialog } from './UnsubscribeDialog.tsx'
