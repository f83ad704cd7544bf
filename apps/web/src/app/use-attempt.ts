import { useState } from 'react'
import { sentenceOf } from './errors.tsx'
import { useI18n } from './i18n.tsx'

/** Work somebody waits for at its form: one at a time, and what went wrong is said where it was asked for. */
export function useAttempt() {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setWrong(null)
    try {
      await work()
    } catch (error) {
      setWrong(sentenceOf(error, t))
    }
    setBusy(false)
  }
  return { busy, wrong, setWrong, attempt }
}
