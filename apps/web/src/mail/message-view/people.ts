import type { Address, Me, MessageDetail } from '@staffetta/contract'

export function isMe(address: Address | undefined, me: Me | null): boolean {
  return me !== null && address?.address.toLowerCase() === me.address.toLowerCase()
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/** Outside the tenant: none of its domains, nor below one. */
export function isExternal(address: string, me: Me | null): boolean {
  if (me === null || !address.includes('@')) return false
  const domain = domainOf(address)
  return !me.domains.some((own) => domain === own || domain.endsWith(`.${own}`))
}

/** The address a display name pretends to be, when it names another than the one it stands for. */
export function pretendedAddress({ name, address }: Address): string | null {
  const visible = name.normalize('NFKC').replace(/[\p{Cf}]/gu, '')
  const named = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+\.[^\s<>"'(),;:]+/.exec(visible)?.[0]
  return named !== undefined && named.toLowerCase() !== address.toLowerCase() ? named : null
}

/** Where an answer would go when that is another domain than the sender's. */
export function strangeReplyTo(detail: MessageDetail): string | null {
  const from = detail.summary.from[0]
  const other = detail.replyTo.find(
    ({ address }) => from !== undefined && domainOf(address) !== domainOf(from.address),
  )
  return other?.address ?? null
}

/** Everyone an answer to all goes to, without oneself and without anyone twice. */
export function repliesTo(detail: MessageDetail, me: Me | null): Address[] {
  const { from, to } = detail.summary
  const senders = detail.replyTo.length > 0 ? detail.replyTo : from
  const all = isMe(from[0], me) ? to : [...senders, ...to, ...detail.cc]
  const seen = new Set<string>()
  const people = all.filter((person) => {
    const key = person.address.toLowerCase()
    if (key === '' || isMe(person, me) || seen.has(key)) return false
    seen.add(key)
    return true
  })
  return people.length > 0 ? people : senders
}
