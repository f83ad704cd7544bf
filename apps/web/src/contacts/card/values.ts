import type { CardChange } from '@staffetta/contract'
import { addressText } from '../editor/card-form.ts'
import { dateText, messengerWord } from './words.ts'

/** What stands in a field, each value in one line. */
export function valuesOf(field: keyof CardChange, all: CardChange, locale: string): string[] {
  return read(field, all, locale).filter((text) => text.trim() !== '')
}

function read(field: keyof CardChange, all: CardChange, locale: string): string[] {
  switch (field) {
    case 'name':
    case 'phonetic': {
      const { prefix, given, additional, family, suffix } = { ...all[field] } as Partial<
        Record<string, string>
      >
      return [[prefix, given, additional, family, suffix].filter(Boolean).join(' ')]
    }
    case 'emails':
    case 'phones':
    case 'urls':
      return (all[field] ?? []).map(({ value }) => value)
    case 'messengers':
      return (all.messengers ?? []).map(messengerWord)
    case 'addresses':
      return (all.addresses ?? []).map(addressText)
    case 'custom':
      return (all.custom ?? []).map(({ label, value }) => [label, value].filter(Boolean).join(': '))
    case 'birthday':
    case 'anniversary':
      return all[field] ? [dateText(all[field], locale)] : []
    case 'units':
    case 'categories':
    case 'members':
      return all[field] ?? []
    default:
      return [all[field] ?? '']
  }
}
