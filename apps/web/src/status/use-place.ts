import type { Brand } from '@staffetta/contract'
import { useEffect, useState } from 'react'
import { api } from '../app/api.ts'

/** The brand of the Host, or of whoever runs the service; the neutral one does as well. */
export function usePlace(): Brand | null {
  const [place, setPlace] = useState<Brand | null>(null)
  useEffect(() => {
    let here = true
    api.auth
      .getSignInOptions({})
      .then(({ brand, provider }) => here && setPlace(brand ?? provider))
      .catch(() => undefined)
    return () => {
      here = false
    }
  }, [])
  return place
}
