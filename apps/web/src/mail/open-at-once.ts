import { useCallback, useEffect, useRef, useState } from 'react'

const noFrameMs = 100

/**
 * The message one has just pressed is shown at once; the address follows a moment later (the router changes it in a
 * transition). What the address says holds again as soon as it has caught up.
 */
export function useWantedAtOnce(inAddress: string | undefined) {
  const [wanted, setWanted] = useState<{ ref: string | undefined; from: string | undefined } | null>(null)
  if (wanted && inAddress !== wanted.from) setWanted(null)
  const current = wanted && inAddress === wanted.from ? wanted.ref : inAddress
  const want = useCallback((ref: string | undefined) => setWanted({ ref, from: inAddress }), [inAddress])
  return [current, want] as const
}

/**
 * Puts off what nobody sees until the screen has changed: the router's work would delay the message by a frame. A newer
 * wish takes the place of the last, and none outlives the mailbox it was made in.
 */
export function useAfterPaint(mailboxId: string) {
  const pending = useRef<{ frame: number; timer: ReturnType<typeof setTimeout> } | null>(null)
  const cancel = useCallback(() => {
    if (!pending.current) return
    cancelAnimationFrame(pending.current.frame)
    clearTimeout(pending.current.timer)
    pending.current = null
  }, [])
  useEffect(() => cancel, [cancel, mailboxId])
  return useCallback(
    (run: () => void) => {
      cancel()
      const now = () => {
        cancel()
        run()
      }
      const frame = requestAnimationFrame(() => {
        if (!pending.current) return
        clearTimeout(pending.current.timer)
        pending.current.timer = setTimeout(now)
      })
      // A tab out of sight draws no frames.
      pending.current = { frame, timer: setTimeout(now, noFrameMs) }
    },
    [cancel],
  )
}
