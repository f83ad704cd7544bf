import type { CalendarTime } from '@staffetta/icalendar'
import { whenOf } from '../scheduling/scheduling-words.ts'

type Language = 'it' | 'en'

const words: Record<Language, Record<'accepted' | 'refused', { subject: string; text: string }>> = {
  it: {
    accepted: {
      subject: 'Confermata: {resource}',
      text: '{name} ha confermato la prenotazione di {resource}.',
    },
    refused: { subject: 'Non concessa: {resource}', text: '{name} non ha concesso {resource}.' },
  },
  en: {
    accepted: { subject: 'Confirmed: {resource}', text: '{name} has confirmed the booking of {resource}.' },
    refused: { subject: 'Refused: {resource}', text: '{name} has refused {resource}.' },
  },
}

/** What a manager decided, for whoever asked. */
export function decisionWords(
  language: Language,
  said: {
    name: string
    resource: string
    title: string
    start: CalendarTime | undefined
    accept: boolean
    comment: string
  },
): { subject: string; text: string } {
  const { subject, text } = words[language][said.accept ? 'accepted' : 'refused']
  const fill = (sentence: string) =>
    sentence.replaceAll(/\{(name|resource)\}/g, (_whole, key: 'name' | 'resource') => said[key])
  const lines = [fill(text)]
  const when = said.start === undefined ? '' : whenOf(said.start, language)
  const what = [said.title, when].filter((part) => part !== '').join(', ')
  if (what !== '') lines.push(what)
  if (said.comment.trim() !== '') lines.push('', said.comment.trim())
  return { subject: fill(subject), text: `${lines.join('\n')}\n` }
}
