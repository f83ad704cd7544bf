export {
  openDav,
  type Dav,
  type DavAnswer,
  type DavBytes,
  type DavCredentials,
  type DavOptions,
  type DavRequest,
} from './connection.ts'
export { DavError, isDavError, type DavFailure, type DavFailureDetails, type TlsProblem } from './errors.ts'
export { isSame, isUnder, memberHref, nameOf, parentOf, readHref } from './hrefs.ts'
export {
  discover,
  type DavAccount,
  type DavCapabilities,
  type DavService,
  type DiscoverOptions,
} from './discover.ts'
export {
  type Collection,
  collectionHref,
  deleteCollection,
  getCollection,
  isWritable,
  listCollections,
} from './collections.ts'
export {
  type CollectionSettings,
  createCollection,
  type NewCollection,
  type SettingResult,
  type SettingsOutcome,
  updateCollection,
} from './collection-changes.ts'
export {
  compareMembers,
  type Difference,
  listMembers,
  type Member,
  syncCollection,
  type SyncedCollection,
  type SyncMark,
  type SyncOptions,
  type SyncResult,
} from './sync.ts'
export {
  createObject,
  type DavObject,
  deleteObject,
  type DeleteOptions,
  getObject,
  type Match,
  type Moved,
  moveObject,
  putObject,
  type Stored,
  type WriteOptions,
} from './objects.ts'
export { addAttachment, type AttachedFile, openAttachment } from './attachments.ts'
export { type FetchedBatch, fetchObjects, type FetchOptions } from './multiget.ts'
export {
  type CalendarQuestion,
  type CardQuestion,
  queryAddressbook,
  queryAllCards,
  queryCalendar,
} from './query.ts'
export { answerSharingInvitation, listSharingInvitations, type SharingInvitation } from './invitations.ts'
export {
  getAvailability,
  putAvailability,
  type RecipientAnswer,
  removeAvailability,
  requestFreeBusy,
} from './scheduling.ts'
export {
  type Access,
  changeSharing,
  findPrincipals,
  readSharing,
  type ShareChange,
  type Sharee,
  type Sharing,
} from './sharing.ts'
