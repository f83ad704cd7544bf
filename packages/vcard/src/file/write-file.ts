import { describe } from '../card/describe.ts'
import { convertCard, writeCards } from '../formats/convert.ts'
import { writeCsv } from '../formats/csv/write-csv.ts'
import { writeLdif } from '../formats/ldif/write-ldif.ts'
import { readCards } from '../text/read-cards.ts'

export type ExportFormat = 'vcard3' | 'vcard4' | 'csv' | 'ldif'

/** Stored objects as one file; what cannot be read goes along as it is where the format can hold it. */
export function writeFile(texts: readonly string[], format: ExportFormat): string {
  const read = texts.flatMap((text) => [...readCards(text)])
  if (format === 'vcard3' || format === 'vcard4') {
    const version = format === 'vcard3' ? '3.0' : '4.0'
    return read.map((one) => (one.kind === 'card' ? writeCards([one.card], version) : one.source)).join('')
  }
  const cards = read.flatMap((one) => (one.kind === 'card' ? [one.card] : []))
  if (format === 'csv') return writeCsv(cards.map(describe))
  return writeLdif(cards.map((card) => convertCard(card, '4.0')))
}
