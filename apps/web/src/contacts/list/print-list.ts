import { i18n } from '../../app/i18n.tsx'
import { printPage, put } from '../print.ts'
import { type Contact, nameOf } from '../state/contact.ts'
import { secondLine } from './ContactRow.tsx'

/** The list as it stands, with numbers and addresses. */
export function printList(title: string, contacts: readonly Contact[]): void {
  const { t } = i18n()
  printPage(title, ({ body }) => {
    put(body, 'h1', title)
    const table = put(body, 'table')
    const head = put(put(table, 'thead'), 'tr')
    for (const word of ['name', 'office', 'phones', 'emails'] as const)
      put(head, 'th', t(`contacts.fields.${word}`))
    const rows = put(table, 'tbody')
    for (const one of contacts) {
      const row = put(rows, 'tr')
      for (const text of [nameOf(one), secondLine(one), one.phones.join(', '), one.emails.join(', ')])
        put(row, 'td', text)
    }
  })
}
