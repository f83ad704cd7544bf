import { useEffect, useState } from 'react'
import { api } from '../api.ts'

/** How somebody may come in: with their password, by their body's own identity provider, or either. */
export interface Ways {
  password: boolean
  identity: boolean
}

/** Of the domain of an address, once it is whole; null until that is known. Where nobody answers, the password is tried. */
export function useWays(address: string, otherwise: Ways | null): Ways | null {
  const [, domain] = /^[^\s@]+@([^\s@]+\.[^\s@.]{2,})$/.exec(address) ?? []
  const [known, setKnown] = useState<{ domain: string; ways: Ways } | null>(null)
  useEffect(() => {
    if (domain === undefined) return
    let here = true
    const learn = (ways: Ways) => here && setKnown({ domain, ways })
    // An address is typed letter by letter.
    const timer = setTimeout(() => {
      api.auth
        .getSignInOptions({ domain })
        .then(learn)
        .catch(() => learn({ password: true, identity: false }))
    }, typingMs)
    return () => {
      here = false
      clearTimeout(timer)
    }
  }, [domain])
  if (domain === undefined) return otherwise
  return known?.domain === domain ? known.ways : otherwise
}

const typingMs = 150
