import { type CalendarTime, describe, type Outgoing, parse } from '@staffetta/icalendar'
import { eventsOf } from '../index/entry.ts'

type Language = 'it' | 'en'
type Kind =
  | 'request'
  | 'cancel'
  | 'accepted'
  | 'tentative'
  | 'declined'
  | 'delegated'
  | 'counter'
  | 'declinecounter'

/** The words of the mail beside the calendar part, for whoever reads mail without a calendar. */
const words: Record<
  Language,
  Record<Kind, { subject: string; text: string }> & Record<'when' | 'where', string>
> = {
  it: {
    request: { subject: 'Invito: {title}', text: '{name} ti invita: {title}' },
    cancel: { subject: 'Annullato: {title}', text: '{name} ha annullato: {title}' },
    accepted: { subject: 'Accettato: {title}', text: '{name} parteciperà: {title}' },
    tentative: { subject: 'Forse: {title}', text: '{name} forse parteciperà: {title}' },
    declined: { subject: 'Rifiutato: {title}', text: '{name} non parteciperà: {title}' },
    delegated: { subject: 'Delegato: {title}', text: '{name} manda un’altra persona: {title}' },
    counter: { subject: 'Altro orario: {title}', text: '{name} propone un altro orario: {title}' },
    declinecounter: { subject: 'Orario confermato: {title}', text: '{name} non cambia l’orario: {title}' },
    when: 'Quando: {when}',
    where: 'Dove: {where}',
  },
  en: {
    request: { subject: 'Invitation: {title}', text: '{name} invites you: {title}' },
    cancel: { subject: 'Cancelled: {title}', text: '{name} has cancelled: {title}' },
    accepted: { subject: 'Accepted: {title}', text: '{name} will attend: {title}' },
    tentative: { subject: 'Tentative: {title}', text: '{name} may attend: {title}' },
    declined: { subject: 'Declined: {title}', text: '{name} will not attend: {title}' },
    delegated: { subject: 'Delegated: {title}', text: '{name} sends somebody else: {title}' },
    counter: { subject: 'New time proposed: {title}', text: '{name} proposes another time: {title}' },
    declinecounter: { subject: 'Time unchanged: {title}', text: '{name} keeps the time: {title}' },
    when: 'When: {when}',
    where: 'Where: {where}',
  },
}

export function schedulingWords(
  { method, text }: Outgoing,
  {
    name,
    language,
    answer,
    comment = '',
  }: { name: string; language: Language; answer?: Kind; comment?: string },
): { subject: string; text: string } {
  const catalogue = words[language]
  const kind = answer ?? (method === 'cancel' ? 'cancel' : 'request')
  const result = parse(text)
  const described = result.kind === 'read' ? eventsOf(describe(result.object)) : undefined
  const data = described?.master ?? described?.overrides[0]
  const title = data?.summary ?? ''
  const fill = (sentence: string, values: Record<string, string>) =>
    sentence.replaceAll(/\{(\w+)\}/g, (_whole, key: string) => values[key] ?? '')
  const lines = [fill(catalogue[kind].text, { name, title })]
  if (data?.start !== undefined) lines.push(fill(catalogue.when, { when: whenOf(data.start, language) }))
  if (data?.location) lines.push(fill(catalogue.where, { where: data.location }))
  if (comment !== '') lines.push('', comment)
  return { subject: fill(catalogue[kind].subject, { title }), text: `${lines.join('\n')}\n` }
}

/** The wall clock where the event is, with its zone: whoever reads it may be elsewhere. */
export function whenOf(time: CalendarTime, language: Language): string {
  const wall =
    time.kind === 'date' ? `${time.date}T00:00:00Z` : time.kind === 'utc' ? time.at : `${time.local}Z`
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'full',
    ...(time.kind !== 'date' && { timeStyle: 'short' }),
    timeZone: 'UTC',
  })
  const zone = time.kind === 'zoned' ? ` (${time.zone})` : time.kind === 'utc' ? ' (UTC)' : ''
  return format.format(new Date(wall)) + zone
}
