import './QuotedOriginal.css'
import { IconButton } from '@staffetta/ui'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { MessageFrame } from '../message-view/MessageFrame.tsx'
import { useSafeHtml } from '../message-view/safe-html-loader.ts'
import type { Composer, Quote } from './composer-state.ts'
import { changeDraft } from './composers.ts'
import { inlineUpload } from './files.ts'
import { shownQuote } from './outgoing.ts'

/** The original, folded: it goes out whole whether it is looked at or not. */
export function QuotedOriginal({ composer, quote }: { composer: Composer; quote: Quote }) {
  const { t } = useI18n()
  const safe = useSafeHtml()
  const [open, setOpen] = useState(false)
  const { files } = composer.draft
  const html = useMemo(
    () => (open ? shownQuote(quote, safe, (contentId) => inlineUpload(files, contentId)) : null),
    [open, quote, safe, files],
  )
  return (
    <aside className="quoted" aria-label={t('composer.quoted')}>
      <div className="quoted-head">
        <button
          type="button"
          className="quoted-handle"
          aria-expanded={open}
          aria-label={open ? t('composer.hideQuoted') : t('composer.showQuoted')}
          title={open ? t('composer.hideQuoted') : t('composer.showQuoted')}
          onClick={() => setOpen(!open)}
        >
          •••
        </button>
        <span className="quoted-heading">
          {quote.heading[quote.kind === 'forward' ? 1 : 0] ?? t('composer.quoted')}
        </span>
        <IconButton
          icon={X}
          size={28}
          label={t('composer.removeQuoted')}
          onClick={() => changeDraft(composer.id, { quote: null })}
        />
      </div>
      {html ? (
        <MessageFrame
          content={html}
          paper="theme"
          adapt={false}
          onHover={() => undefined}
          onOpen={() => undefined}
        />
      ) : (
        <p className="quoted-preview">{quote.preview}</p>
      )}
    </aside>
  )
}
