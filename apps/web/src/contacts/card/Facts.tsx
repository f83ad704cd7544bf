import { IconButton } from '@staffetta/ui'
import { Copy } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { copyText } from './copy-text.ts'

/** A part of a card; without anything in it, it is not there. */
export function Facts({ title, rows }: { title: string; rows: (ReactNode | null)[] }) {
  const id = useId()
  const there = rows.filter((row) => row !== null)
  if (there.length === 0) return null
  return (
    <section className="facts" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <dl>{there}</dl>
    </section>
  )
}

interface FactProps {
  word: string
  /** What the copy button takes; without it there is none. */
  copy?: string
  /** What else can be done with it. */
  action?: ReactNode
  children: ReactNode
}

export function Fact({ word, copy, action, children }: FactProps) {
  const { t } = useI18n()
  return (
    <div className="fact-row">
      <dt>{word}</dt>
      <dd>
        <span>{children}</span>
        {action}
        {copy !== undefined && (
          <IconButton
            icon={Copy}
            size={28}
            label={t('contacts.card.copy', { text: copy })}
            onClick={() => copyText(copy)}
          />
        )}
      </dd>
    </div>
  )
}
