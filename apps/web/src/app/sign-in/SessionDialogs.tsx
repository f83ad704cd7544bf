import { Button, Dialog, later, ProgressBar } from '@staffetta/ui'
import { Hourglass } from 'lucide-react'
import { useEffect, useState } from 'react'
import { tellFailure } from '../errors.tsx'
import { useI18n } from '../i18n.tsx'
import { session, sessionEnded } from '../session.ts'
import { signOut, stay } from '../start-session.ts'
import { useStore } from '../store.ts'
import { ElsewhereDialog } from './load-bodies.ts'

const warnSeconds = 120
const [ExpiredDialog, fetchExpired] = later(async () => (await import('./ExpiredDialog.tsx')).ExpiredDialog)

/** A session that ends must not wait for the network. */
export function prefetchSessionDialogs(): void {
  void fetchExpired().catch(() => undefined)
}

/** Says that the session is about to end; when it has, asks to sign in again on top of the work. */
export function SessionDialogs({ onBack }: { onBack: () => void }) {
  const state = useStore(session, (current) => current.state)
  const left = useSecondsLeft()
  if (state === 'expired') return <ExpiredDialog onBack={onBack} />
  if (state === 'elsewhere') return <ElsewhereDialog />
  if (state === 'in' && left !== null && left <= warnSeconds) return <ExpiringDialog left={left} />
  return null
}

function ExpiringDialog({ left }: { left: number }) {
  const { t, formats } = useI18n()
  return (
    <Dialog
      alert
      title={t('session.expiring.title')}
      icon={Hourglass}
      tone="warn"
      actions={
        <>
          <Button onClick={() => void signOut()}>{t('session.signOut')}</Button>
          <Button kind="primary" autoFocus onClick={() => stay().catch(tellFailure)}>
            {t('session.expiring.stay')}
          </Button>
        </>
      }
    >
      <p>
        {t('session.expiring.text')} <strong>{formats.countdown(left)}</strong>. {t('session.expiring.kept')}
      </p>
      <ProgressBar label={t('session.expiring.title')} share={left / warnSeconds} />
    </Dialog>
  )
}

/** Null while the end is far: nothing is drawn every second for it. */
function useSecondsLeft(): number | null {
  const idleEndsAt = useStore(session, (current) => current.idleEndsAt)
  const state = useStore(session, (current) => current.state)
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    if (state !== 'in') return
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      const seconds = (idleEndsAt - Date.now()) / 1000
      if (seconds <= 0) sessionEnded()
      setLeft(seconds > warnSeconds ? null : Math.ceil(seconds))
      // A timer further away than a minute may sleep with the computer.
      timer = setTimeout(
        look,
        seconds > warnSeconds ? Math.min(60_000, (seconds - warnSeconds) * 1000 + 50) : 1000,
      )
    }
    look()
    return () => clearTimeout(timer)
  }, [idleEndsAt, state])
  return left
}
