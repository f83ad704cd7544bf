import type { TenantRow } from '@staffetta/contract'

export const shelves = ['all', 'active', 'waiting', 'suspended'] as const
export type Shelf = (typeof shelves)[number]

export function isOn(shelf: Shelf, { state }: TenantRow): boolean {
  if (shelf === 'all') return true
  if (shelf === 'active') return state === 'active'
  if (shelf === 'suspended') return state === 'suspended' || state === 'closing' || state === 'closed'
  return ['sent', 'in-check', 'more-asked', 'approved', 'activating'].includes(state)
}

/** Every word of what was typed begins a word of the name, a domain or the code; accents and case do not matter. */
export function matches({ name, slug, domains }: TenantRow, text: string): boolean {
  const words = plain([name, slug, ...domains].join(' ')).split(/[\s.'’-]+/)
  const whole = domains.map(plain)
  return plain(text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => words.some((one) => one.startsWith(word)) || whole.some((one) => one.includes(word)))
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
