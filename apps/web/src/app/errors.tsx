import { ApiError, type ErrorCode } from '@staffetta/contract'
import type { MessageKey, Translate } from '@staffetta/i18n'
import { Button } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { i18n } from './i18n.tsx'
import { notify } from './notify.ts'

// Exhaustive by type: a code of the contract without a sentence does not compile.
const keyOf = (code: ErrorCode | 'network'): MessageKey => `errors.${code}` satisfies MessageKey

/** What happened, what was kept, what to do next. For a code without a sentence, of a newer server: that it did not work. */
export function sentenceOf(error: unknown, t: Translate): string {
  if (!(error instanceof ApiError)) return t(keyOf('request/failed'))
  const { at, maxBytes, ...details } = error.problem?.details ?? {}
  const key = keyOf(error.code)
  const words = t(key, {
    ...(Object.fromEntries(Object.entries(details).filter(([, value]) => !Array.isArray(value))) as Record<
      string,
      string | number
    >),
    ...(typeof at === 'string' && { when: i18n().formats.messageDate(at) }),
    ...(typeof maxBytes === 'number' && { limit: i18n().formats.size(maxBytes) }),
  })
  return words === key ? t(keyOf('request/failed')) : words
}

/** Of a code in a field that is open to codes of a newer server. */
export function sentenceOfCode(code: string, t: Translate): string {
  // An address in the browser is anybody's to write: what is no code says nothing here.
  return sentenceOf(/^[a-z]+\/[a-z-]+$/.test(code) ? new ApiError(code as ErrorCode) : undefined, t)
}

/** The dialogs of the session say it already. */
const saidByDialog = new Set<string>(['auth/session-required', 'auth/elsewhere'])

/** For failures whose place on screen is gone: a toast. */
export function tellFailure(error: unknown, retry?: () => void): void {
  if (error instanceof ApiError && saidByDialog.has(error.code)) return
  if (error instanceof DOMException && error.name === 'AbortError') return
  const { t } = i18n()
  notify({
    text: sentenceOf(error, t),
    icon: CircleAlert,
    tone: 'bad',
    ...(retry ? { action: { label: t('actions.retry'), onAction: retry } } : {}),
  })
}

interface Props {
  children: ReactNode
  /** Another key starts anew: the place one has gone to. */
  resetKey?: string
}

/** A fault of ours stops one region, not the page. */
export class Region extends Component<Props, { failed: boolean; resetKey: string | undefined }> {
  override state = { failed: false, resetKey: this.props.resetKey }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  static getDerivedStateFromProps(props: Props, state: { resetKey: string | undefined }) {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    const { t } = i18n()
    return (
      <div className="empty-state" role="alert">
        <h2>{t('app.broken.title')}</h2>
        <p>{t('app.broken.text')}</p>
        <Button onClick={() => location.reload()}>{t('app.reload')}</Button>
      </div>
    )
  }
}
