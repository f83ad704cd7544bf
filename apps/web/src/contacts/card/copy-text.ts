import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'

export function copyText(text: string): void {
  navigator.clipboard
    .writeText(text)
    .then(() => notify({ text: i18n().t('contacts.card.copied', { text }) }), tellFailure)
}
