import './Notice.css'
import { readNotice, type Span } from './notice-text.ts'

/** The words of a notice, in the language they were written in. */
export function NoticeText({ text, lang }: { text: string; lang: 'it' | 'en' }) {
  return (
    <div className="notice-text" lang={lang}>
      {readNotice(text).map((block, at) =>
        block.kind === 'list' ? (
          <ul key={at}>
            {block.items.map((spans, item) => (
              <li key={item}>
                <Words spans={spans} />
              </li>
            ))}
          </ul>
        ) : block.kind === 'heading' ? (
          <h3 key={at}>
            <Words spans={block.spans} />
          </h3>
        ) : (
          <p key={at}>
            <Words spans={block.spans} />
          </p>
        ),
      )}
    </div>
  )
}

const Words = ({ spans }: { spans: Span[] }) =>
  spans.map(({ text, bold }, at) => (bold ? <strong key={at}>{text}</strong> : text))
