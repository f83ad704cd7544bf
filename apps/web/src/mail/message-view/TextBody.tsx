import './TextBody.css'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { linkPieces } from '../../app/link-pieces.ts'
import type { FrameLinks } from './frame-links.ts'
import { textBlocks, type TextBlock } from './text-blocks.ts'

interface Props extends FrameLinks {
  content: string
  flowed: boolean
}

/** A plain text message: its own words in the page's letters, quotations folded, addresses as links. */
export function TextBody({ content, flowed, ...links }: Props) {
  return (
    <div className="message-text">
      {textBlocks(content, flowed).map((block, at) =>
        block.kind === 'quote' && block.last ? (
          <FoldedQuote key={at} block={block} links={links} />
        ) : (
          <Block key={at} block={block} links={links} />
        ),
      )}
    </div>
  )
}

function FoldedQuote({ block, links }: { block: TextBlock; links: FrameLinks }) {
  const { t } = useI18n()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="message-quote-handle"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        ••• {t('message.quote')}
      </button>
      {open && <Block block={block} links={links} />}
    </>
  )
}

function Block({ block, links }: { block: TextBlock; links: FrameLinks }) {
  const text = block.lines.map((line, at) => (
    <span key={at}>
      {linkPieces(line).map((piece, index) =>
        piece.kind === 'words' ? (
          piece.text
        ) : (
          <Link key={index} href={piece.href} text={piece.text} links={links} />
        ),
      )}
      {'\n'}
    </span>
  ))
  if (block.kind === 'quote') return <blockquote data-depth={Math.min(block.depth, 3)}>{text}</blockquote>
  return <div data-kind={block.kind}>{text}</div>
}

function Link({ href, text, links }: { href: string; text: string; links: FrameLinks }) {
  const link = { href, text }
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      onPointerEnter={() => links.onHover(link)}
      onPointerLeave={() => links.onHover(null)}
      onFocus={() => links.onHover(link)}
      onBlur={() => links.onHover(null)}
      onClick={(event) => {
        event.preventDefault()
        links.onOpen(link)
      }}
    >
      {text}
    </a>
  )
}
