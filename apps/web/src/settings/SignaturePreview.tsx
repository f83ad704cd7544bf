import type * as SafeHtml from '@staffetta/safe-html'
import { useI18n } from '../app/i18n.tsx'
import { isEmptySignature, shortSignature } from './identities.ts'

interface Props {
  safe: typeof SafeHtml
  html: string
  signsNew: boolean
  signsAnswers: boolean
}

/** The end of a message as whoever receives it reads it. */
export function SignaturePreview({ safe, html, signsNew, signsAnswers }: Props) {
  const { t } = useI18n()
  const shown = [
    ...(signsNew ? [{ id: 'previewNew', signature: html } as const] : []),
    ...(signsAnswers ? [{ id: 'previewAnswer', signature: shortSignature(html) } as const] : []),
  ]
  return (
    <section className="settings-preview" aria-label={t('settings.identity.preview')}>
      <h2>{t('settings.identity.preview')}</h2>
      {isEmptySignature(html) || shown.length === 0 ? (
        <p className="settings-hint">{t('settings.identity.previewNone')}</p>
      ) : (
        shown.map(({ id, signature }) => (
          <div key={id}>
            {shown.length > 1 && <h3>{t(`settings.identity.${id}`)}</h3>}
            <div className="signature-paper">
              <p>{t('settings.identity.previewWords')}</p>
              <div ref={(place) => place?.replaceChildren(...wordsOf(safe, signature))} />
            </div>
          </div>
        ))
      )}
    </section>
  )
}

/** As elements: the page takes no HTML as text. */
const wordsOf = (safe: typeof SafeHtml, html: string) => [
  ...safe.bodyOf(safe.sanitizeForEditor(html)).cloneNode(true).childNodes,
]
