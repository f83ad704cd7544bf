import { useState } from 'react'

/** What was found where settings were tried before they are kept: others than those have not been tried. */
export function useTrial<Found>(wanted: object) {
  const of = JSON.stringify(wanted)
  const [trial, setTrial] = useState<{ of: string; found: Found } | null>(null)
  return {
    found: trial?.of === of ? trial.found : null,
    /** Asks, and keeps what is answered with what was asked about. */
    run: async (ask: () => Promise<Found>): Promise<Found> => {
      setTrial(null)
      const found = await ask()
      setTrial({ of, found })
      return found
    },
  }
}
