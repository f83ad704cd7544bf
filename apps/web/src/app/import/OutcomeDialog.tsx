import './import.css'
import { Button, Dialog, type LucideIcon, ProgressBar } from '@staffetta/ui'
import type { ReactNode } from 'react'
import { sentenceOfCode } from '../errors.tsx'
import { useI18n } from '../i18n.tsx'

export interface OutcomeWords {
  title: string
  running: string
  /** "3 di 20". */
  progress: string
  done: string
  cancelled: string
  stopped: string
  stop: string
  background: string
  resume: string
}

interface Props {
  words: OutcomeWords
  icon: LucideIcon
  found: {
    fileName: string
    state: 'ready' | 'running' | 'done' | 'cancelled' | 'failed'
    done: number
    error: string | null
  }
  total: number
  /** What became of it: "3 aggiunti". */
  counts: readonly string[]
  /** Beside the button that closes it, once it is over. */
  actions?: ReactNode
  /** What is not where it should be. */
  children: ReactNode
  onCancel: () => void
  onResume: () => void
  onBackground: () => void
  onClose: () => void
}

/** How far an import is, and what became of it. */
export function OutcomeDialog({ words, icon, found, total, counts, actions, children, ...ways }: Props) {
  const { t } = useI18n()
  const { state, done } = found
  const stop = <Button onClick={ways.onCancel}>{words.stop}</Button>
  return (
    <Dialog
      title={words.title}
      icon={icon}
      width="wide"
      onClose={ways.onClose}
      actions={
        state === 'running' ? (
          <>
            {stop}
            <Button key="background" kind="primary" autoFocus onClick={ways.onBackground}>
              {words.background}
            </Button>
          </>
        ) : state === 'failed' ? (
          <>
            {stop}
            <Button key="resume" kind="primary" autoFocus onClick={ways.onResume}>
              {words.resume}
            </Button>
          </>
        ) : (
          <>
            {actions}
            <Button key="close" kind="primary" autoFocus onClick={ways.onClose}>
              {t('actions.close')}
            </Button>
          </>
        )
      }
    >
      <div className="import">
        <p className="import-file">
          <strong>{found.fileName}</strong>
        </p>
        {state === 'running' && (
          <div className="import-waiting">
            <span>
              {words.running}: {words.progress}
            </span>
            <ProgressBar label={words.running} share={done / Math.max(1, total)} />
          </div>
        )}
        <p role="status">
          {state === 'done' && words.done}
          {state === 'cancelled' && words.cancelled}
          {state === 'failed' && words.stopped}
        </p>
        {state === 'failed' && <p role="alert">{sentenceOfCode(found.error ?? '', t)}</p>}
        {state !== 'running' && counts.length > 0 && (
          <ul className="import-compared">
            {counts.map((count) => (
              <li key={count}>{count}</li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </Dialog>
  )
}
