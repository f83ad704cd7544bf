import './import.css'
import { Button, Dialog, ProgressBar } from '@staffetta/ui'
import { FileUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { sentenceOfCode } from '../errors.tsx'
import { useI18n } from '../i18n.tsx'
import type { ImportArea } from './import-area.ts'

interface Props {
  area: ImportArea
  found: {
    fileName: string
    state: 'ready' | 'running' | 'done' | 'cancelled' | 'failed'
    done: number
    added: number
    updated: number
    kept: number
    error: string | null
  }
  total: number
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
export function OutcomeDialog({ area, found, total, actions, children, ...ways }: Props) {
  const { t } = useI18n()
  const { state, done } = found
  // What became of it: "3 aggiunti".
  const counts = (['added', 'updated', 'kept'] as const)
    .filter((one) => found[one] > 0)
    .map((one) => t(`${area}.${one}`, { count: found[one] }))
  const stop = <Button onClick={ways.onCancel}>{t(`${area}.stop`)}</Button>
  return (
    <Dialog
      title={t(`${area}.title`)}
      icon={FileUp}
      width="wide"
      onClose={ways.onClose}
      actions={
        state === 'running' ? (
          <>
            {stop}
            <Button key="background" kind="primary" autoFocus onClick={ways.onBackground}>
              {t(`${area}.background`)}
            </Button>
          </>
        ) : state === 'failed' ? (
          <>
            {stop}
            <Button key="resume" kind="primary" autoFocus onClick={ways.onResume}>
              {t(`${area}.resume`)}
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
              {t(`${area}.running`)}: {t(`${area}.progress`, { done, total })}
            </span>
            <ProgressBar label={t(`${area}.running`)} share={done / Math.max(1, total)} />
          </div>
        )}
        <p role="status">
          {state === 'done' && t(`${area}.done`)}
          {state === 'cancelled' && t(`${area}.cancelled`)}
          {state === 'failed' && t(`${area}.stopped`, { done, total })}
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
