import type { CardAddress, CardDate, CardMessenger, CardPoint } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'

type Several = Pick<CardPoint, 'label' | 'place'> & { device?: CardPoint['device'] }

/** What kind of number or address it is: as somebody called it, else what the card says of it. Of a colleague's nobody says that it is at work. */
export function kindWord(one: Several, plain: string, t: Translate): string {
  if (one.label !== '') return one.label
  const device = one.device ? t(`contacts.devices.${one.device}`) : plain
  if (one.place !== 'home' && (one.place === null || !one.device)) return device
  return t('contacts.devices.at', { device, place: t(`contacts.places.${one.place}`).toLowerCase() })
}

export function addressLines(address: CardAddress): string[] {
  const { poBox, extended, street, postalCode, locality, region, country } = address
  const town = [postalCode, locality, region && region !== locality ? `(${region})` : '']
    .filter(Boolean)
    .join(' ')
  return [poBox, extended, street, town, country].map((line) => line.trim()).filter(Boolean)
}

/** On a map that is nobody's of ours: opened by who presses it, and told nothing of us. */
export const mapAddress = (address: CardAddress): string =>
  `https://www.openstreetmap.org/search?query=${encodeURIComponent(
    [address.street, address.postalCode, address.locality, address.country].filter(Boolean).join(', '),
  )}`

/** What a telephone takes. */
export const telephone = (number: string): string => `tel:${number.replace(/(?!^\+)\D/g, '')}`

export function webAddress(value: string): string | null {
  const address = /^https?:\/\//i.test(value)
    ? value
    : /^[\w-]+(\.[\w-]+)+(\/|$)/.test(value)
      ? `https://${value}`
      : null
  return address !== null && URL.canParse(address) ? address : null
}

export const messengerWord = ({ service, value }: CardMessenger): string =>
  service === '' ? value : `${value} (${service})`

/** "12 marzo", "12 marzo 1980", "marzo 1980": what of a date is known. */
export function dateText({ year, month, day, text }: CardDate, locale: string): string {
  if (month === null) return year === null ? text : String(year)
  const at = new Date(Date.UTC(year ?? 2000, month - 1, day ?? 1))
  if (year !== null) at.setUTCFullYear(year)
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: 'long',
    ...(day !== null && { day: 'numeric' }),
    ...(year !== null && { year: 'numeric' }),
  }).format(at)
}
