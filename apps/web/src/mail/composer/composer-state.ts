import type { Address, ErrorCode, MessageRef, Problem as Answer, Upload } from '@staffetta/contract'

export type RecipientField = 'to' | 'cc' | 'bcc'
export const recipientFields: RecipientField[] = ['to', 'cc', 'bcc']

/** A recipient as it stands in a field; one that is not well written keeps its text in `address`. */
export interface Recipient extends Address {
  id: string
  valid: boolean
  /** Of a group that stands as one: whom it is sent to. It has no address of its own. */
  people?: Address[]
}

/** A file of the message: on its way, there, or not arrived. */
export interface ComposerFile {
  id: string
  fileName: string
  sizeBytes: number
  contentId: string | null
  state:
    | { kind: 'waiting' }
    | { kind: 'sending'; sentBytes: number; secondsLeft: number | null }
    | { kind: 'there'; upload: Upload }
    | { kind: 'failed' }
}

export const isOnItsWay = ({ kind }: ComposerFile['state']): boolean =>
  kind === 'waiting' || kind === 'sending'

/** What is answered or forwarded: kept as it came, never passed through the editor. */
export interface Quote {
  /** "Il 12/03/2026 alle 10:15, X ha scritto:", or the head of what is forwarded; a line each. */
  heading: string[]
  kind: 'reply' | 'forward' | 'stored'
  unsafeHtml: string | null
  text: string
  preview: string
}

type SaveState = 'clean' | 'changed' | 'saving' | 'saved' | 'failed'

/** Everything one message being written is. Plain data: it is journalled as it is. */
export interface Draft {
  /** The stable id of the draft, on every save. */
  id: string
  kind: 'new' | 'reply' | 'reply-all' | 'forward' | 'draft'
  /** Whom it answers or what it forwards, for the title. */
  about: string
  from: Address
  /** Which of the person's identities it is written as; what it says may change until it is sent. */
  identityId: string
  /** Empty: answers come to `from`. */
  replyTo: string
  to: Recipient[]
  cc: Recipient[]
  bcc: Recipient[]
  subject: string
  mode: 'rich' | 'plain'
  html: string
  text: string
  quote: Quote | null
  files: ComposerFile[]
  source: { ref: MessageRef; kind: 'reply' | 'forward' } | null
  priority: 'normal' | 'high'
  requestReadReceipt: boolean
  /** Where it lies in Drafts now. */
  storedRef: MessageRef | null
}

export type Problem =
  /** `answer`: what its sentence says besides, how many or until when. */
  | { kind: 'error'; code: ErrorCode | 'network'; answer?: Answer | undefined }
  | { kind: 'refused'; addresses: string[] }
  | { kind: 'uncertain'; submissionId: string }
  | { kind: 'check'; what: 'noRecipients' | 'uploadFailed' }
  | { kind: 'tooLarge'; fileName: string }

/** `hold`: whether it can be called back for some seconds. */
export interface SendOptions {
  hold: boolean
}

/** A draft and its place on screen. */
export interface Composer {
  id: string
  phase: 'opening' | 'ready' | 'failed' | 'sending' | 'held'
  view: 'docked' | 'minimised' | 'full'
  draft: Draft
  /** Grows with every change; what is saved says which. */
  version: number
  savedVersion: number
  saveState: SaveState
  savedAt: string | null
  showCc: boolean
  showBcc: boolean
  problem: Problem | null
  /** Sending was asked for while files were on their way: it goes once they are there. */
  leaves: SendOptions | null
  /** Grows when the content was put in from outside the editor (opened, recovered): it takes it over. */
  loaded: number
  /** The key of the sending under way: the same until the server has said what became of it. */
  submissionKey: string | null
}

export function emptyDraft(id: string, from: Address): Draft {
  return {
    id,
    kind: 'new',
    about: '',
    from,
    identityId: 'own',
    replyTo: '',
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    mode: 'rich',
    html: '',
    text: '',
    quote: null,
    files: [],
    source: null,
    priority: 'normal',
    requestReadReceipt: false,
    storedRef: null,
  }
}

export function newComposer(draft: Draft, phase: Composer['phase']): Composer {
  return {
    id: draft.id,
    phase,
    view: 'docked',
    draft,
    version: 0,
    savedVersion: 0,
    saveState: 'clean',
    savedAt: null,
    showCc: draft.cc.length > 0,
    showBcc: draft.bcc.length > 0,
    problem: null,
    leaves: null,
    loaded: 0,
    submissionKey: null,
  }
}
