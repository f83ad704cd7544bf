import type { ResourceSettings } from '../db/resources.ts'

/** What keeps a room or a car from being booked, besides the form of what is said of it. */
export function resourceFlaw(
  { address, approval, managers, opening }: ResourceSettings,
  domains: string[],
): 'form' | 'outside' | 'manager' | null {
  if (!isResourceAddress(address)) return 'form'
  if (!domains.includes(address.slice(address.lastIndexOf('@') + 1))) return 'outside'
  if (approval === 'manager' && managers.length === 0) return 'manager'
  return opening.every(({ from, to }) => from < to) ? null : 'form'
}

export function isResourceAddress(address: string): boolean {
  return address === address.toLowerCase() && /^[^\s\p{Cc}<>"@]+@[^\s\p{Cc}<>"@]+$/u.test(address)
}
