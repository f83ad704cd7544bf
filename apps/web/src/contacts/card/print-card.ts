import type { CardFields } from '@staffetta/contract'
import type { I18n } from '../../app/i18n.tsx'
import { printPage, put } from '../print.ts'
import type { Contact } from '../state/contact.ts'
import { addressLines, dateText, kindWord, messengerWord } from './words.ts'

/** The card on paper: everything it says, in the order of the screen. */
export function printCard(contact: Contact, fields: CardFields, { t, locale }: I18n): void {
  const facts: [string, string][] = [
    ...fields.emails.map((one): [string, string] => [
      kindWord(one, t('contacts.fields.email'), t),
      one.value,
    ]),
    ...fields.phones.map((one): [string, string] => [
      kindWord(one, t('contacts.fields.phone'), t),
      one.value,
    ]),
    ...fields.urls.map((one): [string, string] => [kindWord(one, t('contacts.fields.url'), t), one.value]),
    ...fields.messengers.map((one): [string, string] => [
      kindWord(one, t('contacts.fields.messenger'), t),
      messengerWord(one),
    ]),
    [t('contacts.fields.organisation'), fields.organisation],
    [t('contacts.fields.office'), fields.units.join(', ')],
    [t('contacts.fields.role'), fields.role],
    [t('contacts.fields.manager'), fields.manager],
    [t('contacts.fields.assistant'), fields.assistant],
    ...fields.addresses.map((one): [string, string] => [
      kindWord(one, t('contacts.fields.address'), t),
      addressLines(one).join(', '),
    ]),
    [t('contacts.fields.birthday'), fields.birthday ? dateText(fields.birthday, locale) : ''],
    [t('contacts.fields.anniversary'), fields.anniversary ? dateText(fields.anniversary, locale) : ''],
    ...fields.custom.map(({ label, value }): [string, string] => [
      label || t('contacts.fields.custom'),
      value,
    ]),
    [t('contacts.fields.categories'), fields.categories.join(', ')],
  ]
  printPage(contact.name, ({ body }) => {
    put(body, 'h1', contact.name)
    put(body, 'p', fields.title)
    const rows = put(put(body, 'table'), 'tbody')
    for (const [word, value] of facts.filter(([, text]) => text !== '')) {
      const row = put(rows, 'tr')
      put(row, 'th', word)
      put(row, 'td', value)
    }
    if (fields.note === '') return
    put(body, 'h2', t('contacts.fields.note'))
    put(body, 'p', fields.note)
  })
}
