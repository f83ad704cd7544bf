import './SignIn.css'
import { Button, Dialog, ProgressBar } from '@staffetta/ui'
import { CircleCheck, Hourglass, LockKeyhole } from 'lucide-react'
import { useEffect, useState } from 'react'
import { tellFailure } from '../errors.tsx'
import { useI18n } from '../i18n.tsx'
import { notify } from '../notify.ts'
import { session, sessionEnded } from '../session.ts'
import { signOut, stay, welcome } from '../start-session.ts'
import { useStore } from '../store.ts'
import { SignInForm } from './SignInForm.tsx'

const warnSeconds = 120

/** Says that the session is about to end; when it has, asks to sign in again on top of the work. */
export function SessionDialogs({ onBack }: { onBack: () => void }) {
  const state = useStore(session, (current) => current.state)
  const left = useSecondsLeft()
  if (state === 'expired') return <ExpiredDialog onBack={onBack} />
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

function ExpiredDialog({ onBack }: { onBack: () => void }) {
  const { t } = useI18n()
  const me = useStore(session, (current) => current.me)
  if (!me) return null
  return (
    <Dialog
      title={t('session.expired.title')}
      icon={LockKeyhole}
      actions={
        <Button kind="text" onClick={() => void signOut()}>
          {t('session.expired.other')}
        </Button>
      }
    >
      <p>{t('session.expired.text')}</p>
      <p>
        <strong>{me.address}</strong>
      </p>
      <SignInForm
        address={me.address}
        shared={me.session.shared}
        onSignedIn={(again) => {
          welcome(again)
          notify({ text: t('session.welcomeBack'), icon: CircleCheck })
          onBack()
        }}
      />
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
