import type { Announcement } from '@staffetta/contract'
import { useEffect, useState } from 'react'
import { api } from '../api.ts'

/** How somebody may come in: with their password, by their body's own identity provider, or either. */
export interface Ways {
  password: boolean
  identity: boolean
  /** Which body's people somebody is of, they say themselves: several share the domain. */
  bodies: { slug: string; name: string }[]
  /** What is to be known before one is in, of the Host or of the body of the address. */
  announcements: Announcement[]
  /** Something does not work where one is. */
  troubled: boolean
}

/** As long as nobody has said anything else. */
export const anyWay: Ways = {
  password: true,
  identity: false,
  bodies: [],
  announcements: [],
  troubled: false,
}

/** Of the domain of an address, once it is whole; null until that is known. Where nobody answers, the password is tried. */
export function useWays(address: string, otherwise: Ways | null, body?: string): Ways | null {
  const [, domain] = /^[^\s@]+@([^\s@]+\.[^\s@.]{2,})$/.exec(address) ?? []
  const [known, setKnown] = useState<{ domain: string; body: string | undefined; ways: Ways } | null>(null)
  useEffect(() => {
    if (domain === undefined) return
    let here = true
    const learn = (ways: Ways) => here && setKnown({ domain, body, ways })
    // An address is typed letter by letter.
    const timer = setTimeout(() => {
      api.auth
        .getSignInOptions({ domain, ...(body && { body }) })
        .then(learn)
        .catch(() => learn(anyWay))
    }, typingMs)
    return () => {
      here = false
      clearTimeout(timer)
    }
  }, [domain, body])
  if (domain === undefined) return otherwise
  // While one waits for those of the body that was chosen, the choice stays.
  return known?.domain === domain && (known.body === body || known.ways.bodies.length > 0)
    ? known.ways
    : otherwise
}

const typingMs = 150
