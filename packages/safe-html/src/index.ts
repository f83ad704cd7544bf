export type { BlockedContent } from './blocked-content.ts'
export { describeLink, readableHost, type LinkTruth } from './links.ts'
export {
  bodyOf,
  dressDocument,
  fillDocument,
  framePath,
  frameSandbox,
  type FrameDress,
} from './message-document.ts'
export { sanitizeForEditor, type EditorOptions } from './sanitize-for-editor.ts'
export {
  sanitizeMessage,
  type RemotePolicy,
  type SanitizedMessage,
  type SanitizeOptions,
} from './sanitize-message.ts'
export type { SafeHtml } from './safe-html.ts'
export { textOf } from './text-of.ts'
