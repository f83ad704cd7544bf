import { ApiError, type Submission } from '@staffetta/contract'
import { CircleAlert, CircleCheck, Send } from 'lucide-react'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { dismissToast, notify } from '../../app/notify.ts'
import { session } from '../../app/session.ts'
import { loadSafeHtml } from '../message-view/safe-html-loader.ts'
import { forgetDraft } from './autosave.ts'
import { overBrokenLines } from './broken-lines.ts'
import type { Composer, Problem, SendOptions } from './composer-state.ts'
import { bringForward, changeComposer, changeDraft, findComposer, removeComposer } from './composers.ts'
import { dropFromJournal, keepInJournal } from './journal.ts'
import { composeMessage } from './outgoing.ts'
import { everyoneIn } from './recipients.ts'
import { promisesAttachment } from './reminder.ts'
import { watchSubmission } from './submissions.ts'

/** What stands in the way of sending: to be mended, to be asked, or to be waited for. */
export function checkBeforeSending(
  { draft }: Composer,
  text: string,
): { stop: Problem } | { ask: 'reminder' | 'noSubject' } | 'files-on-their-way' | null {
  const recipients = everyoneIn([...draft.to, ...draft.cc, ...draft.bcc])
  if (recipients.length === 0) return { stop: { kind: 'check', what: 'noRecipients' } }
  if (recipients.some(({ valid }) => !valid))
    return { stop: { kind: 'error', code: 'mail/recipient-invalid' } }
  if (draft.files.some(({ state }) => state.kind === 'failed'))
    return { stop: { kind: 'check', what: 'uploadFailed' } }
  if (draft.files.some(({ state }) => state.kind !== 'there')) return 'files-on-their-way'
  if (draft.files.every(({ contentId }) => contentId !== null) && promisesAttachment(draft.subject, text))
    return { ask: 'reminder' }
  return draft.subject.trim() === '' ? { ask: 'noSubject' } : null
}

/** Hands the message over. It can be called back for some seconds; whatever happens it is in the composer or it is sent. */
export async function send(id: string, { hold }: SendOptions): Promise<void> {
  const composer = findComposer(id)
  if (!composer || composer.phase !== 'ready') return
  // The same key until the server has answered: a retry over a broken line never sends twice.
  const key = composer.submissionKey ?? crypto.randomUUID()
  changeComposer(id, { phase: 'sending', submissionKey: key, problem: null, leaves: null })
  await forgetDraft(id)
  const now = findComposer(id)
  if (!now) return
  try {
    const message = composeMessage(now.draft, await loadSafeHtml())
    const holdSeconds = hold ? (session.get().me?.limits.undoSendSeconds ?? 0) : 0
    const draft = now.draft.storedRef
    const submission = await overBrokenLines(() => api.mail.submit({ key, message, draft, holdSeconds }))
    changeComposer(id, { phase: 'held', view: 'minimised' })
    await dropFromJournal(now.draft.id)
    follow(id, submission)
  } catch (error) {
    const code = error instanceof ApiError ? error.code : 'request/failed'
    const unknown = code === 'network' || code === 'auth/session-required'
    const answer = error instanceof ApiError ? error.problem : undefined
    bringBack(id, { kind: 'error', code, answer }, { keepKey: unknown })
  }
}

const finalStates = new Set<Submission['state']>(['filed', 'failed', 'cancelled', 'uncertain'])
const pollMs = 3000

function follow(id: string, submission: Submission): void {
  const { t } = i18n()
  const toast = `sending-${submission.id}`
  const untilMs = Math.max(0, Date.parse(submission.sendsAt) - Date.now())
  if (submission.state === 'held' && untilMs > 0) {
    notify({
      id: toast,
      text: t('composer.sendingIn'),
      icon: Send,
      lifeMs: untilMs,
      action: { label: t('composer.undo'), onAction: () => void callBack(id, submission.id) },
    })
  }
  let poll: ReturnType<typeof setTimeout>
  const stop = watchSubmission(submission.id, (news) => settle(news))
  const ask = async () => {
    const list = await api.mail.listSubmissions({}).catch(() => null)
    const news = list?.submissions.find((one) => one.id === submission.id)
    if (news) settle(news)
    if (!done) poll = setTimeout(() => void ask(), pollMs)
  }
  let done = false
  const settle = (news: Submission) => {
    if (done || news.state === 'held' || news.state === 'submitting') return
    if (news.state === 'accepted' && news.error === null) return
    if (finalStates.has(news.state)) {
      done = true
      stop()
      clearTimeout(poll)
    }
    conclude(id, news, toast)
  }
  // The live stream says it first; this is for when there is none.
  poll = setTimeout(() => void ask(), untilMs + pollMs)
  settle(submission)
}

function conclude(
  id: string,
  { state, error, refusedRecipients, id: submissionId }: Submission,
  toast: string,
): void {
  const { t } = i18n()
  if (state === 'filed' || state === 'accepted') {
    removeComposer(id)
    notify(
      state === 'filed'
        ? { id: toast, text: t('composer.sent'), icon: CircleCheck }
        : { id: toast, text: t('composer.notFiled'), icon: CircleAlert },
    )
    return
  }
  dismissToast(toast)
  if (state === 'uncertain') return bringBack(id, { kind: 'uncertain', submissionId })
  if (state === 'failed')
    bringBack(
      id,
      refusedRecipients.length > 0
        ? { kind: 'refused', addresses: refusedRecipients }
        : {
            kind: 'error',
            code: (error as Extract<Problem, { kind: 'error' }>['code'] | null) ?? 'mail/submission-refused',
          },
    )
}

/** Called back in time, the message stands in the composer as it was. */
async function callBack(id: string, submissionId: string): Promise<void> {
  try {
    await api.mail.cancelSubmission({ id: submissionId })
    bringBack(id, null)
    notify({ text: i18n().t('composer.calledBack') })
  } catch (error) {
    tellFailure(error)
  }
}

export async function retryUncertain(id: string, submissionId: string): Promise<void> {
  changeComposer(id, { phase: 'sending', problem: null })
  try {
    const submission = await api.mail.retrySubmission({ id: submissionId })
    changeComposer(id, { phase: 'held', view: 'minimised' })
    follow(id, submission)
  } catch (error) {
    tellFailure(error)
    bringBack(id, { kind: 'uncertain', submissionId })
  }
}

function bringBack(id: string, problem: Problem | null, { keepKey = false } = {}): void {
  const composer = findComposer(id)
  if (!composer) return
  changeComposer(id, {
    phase: 'ready',
    view: 'docked',
    submissionKey: keepKey ? composer.submissionKey : null,
  })
  // Counts as a change: it is journalled and stored again, whatever became of the stored one.
  changeDraft(id, {})
  changeComposer(id, { problem })
  bringForward(id)
  void keepInJournal(composer.draft)
}
