const ADDRESS = /^[^\s@\0]+@[^\s@\0]+$/

/** The address of a mailbox as everything here is keyed by it; undefined for whatever is none. */
export function addressIn(value: unknown): string | undefined {
  const address = typeof value === 'string' ? value.trim().toLowerCase() : ''
  return ADDRESS.test(address) && address.length <= 320 ? address : undefined
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
