import type { CardFields } from '@staffetta/contract'

const escaped = (text: string): string => text.replace(/[\\,;]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** What a telephone takes into its own address book: the few lines that matter, so that the code stays easy to read (RFC 6350). */
export function qrText({
  fullName,
  name,
  organisation,
  units,
  title,
  emails,
  phones,
  urls,
}: CardFields): string {
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `FN:${escaped(fullName)}`,
    `N:${[name.family, name.given, name.additional, name.prefix, name.suffix].map(escaped).join(';')}`,
    ...(organisation || units.length > 0 ? [`ORG:${[organisation, ...units].map(escaped).join(';')}`] : []),
    ...(title ? [`TITLE:${escaped(title)}`] : []),
    ...emails.slice(0, 3).map(({ value }) => `EMAIL:${escaped(value)}`),
    ...phones
      .slice(0, 4)
      .map(({ value, device }) => `TEL${device === 'cell' ? ';TYPE=CELL' : ''}:${escaped(value)}`),
    ...urls.slice(0, 1).map(({ value }) => `URL:${escaped(value)}`),
    'END:VCARD',
  ].join('\r\n')
}
