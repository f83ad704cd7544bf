import './Identity.css'
import { Button, Notice } from '@staffetta/ui'
import { CircleAlert, KeyRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { api } from '../../api.ts'
import { useI18n } from '../../i18n.tsx'
import { maySignInElsewhere } from '../../session.ts'
import { whenSignedInBeside } from './beside.ts'

interface Props {
  /** What was typed, or works here: the provider asks for it no more. */
  address: () => string
  shared: () => boolean
  /** The one of several bodies that was chosen; empty: none. */
  body: () => string
  to?: string | undefined
  /** Whoever is in waits in this browser. */
  keep: boolean
  /** It is the only way. */
  alone: boolean
  /** There is work on this page: a window beside it, and word when the person is in. */
  onSignedIn?: () => void
}

/** The way in by the body's own identity provider. */
export function IdentityWay({ address, shared, body, to, keep, alone, onSignedIn }: Props) {
  const { t } = useI18n()
  const [beside, setBeside] = useState<'none' | 'open' | 'blocked'>('none')

  useEffect(
    () => (onSignedIn && beside === 'open' ? whenSignedInBeside(onSignedIn) : undefined),
    [beside, onSignedIn],
  )

  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // The field somebody stood in may have gone when this came.
    if (alone && document.activeElement === document.body) button.current?.focus()
  }, [alone])

  const leave = (event: React.MouseEvent) => {
    event.preventDefault()
    const typed = address()
    const chosen = body()
    const url = api.auth.beginIdentity({
      ...(typed !== '' && { address: typed }),
      ...(shared() && { shared: 'yes' }),
      ...(chosen !== '' && { body: chosen }),
      ...(to !== undefined && { to }),
      ...(onSignedIn ? { beside: 'yes' } : keep && { keep: 'yes' }),
    })
    if (!onSignedIn) {
      maySignInElsewhere()
      location.assign(url)
    } else
      setBeside(window.open(url, 'staffetta-identity', 'popup,width=560,height=720') ? 'open' : 'blocked')
  }

  return (
    <div className="identity-way">
      {!alone && <p className="identity-or">{t('identity.or')}</p>}
      <Button
        ref={button}
        // Enter in the field of the address presses it.
        type={alone ? 'submit' : 'button'}
        kind={alone ? 'primary' : 'default'}
        size="form"
        icon={KeyRound}
        autoFocus={alone && onSignedIn !== undefined}
        onClick={leave}
      >
        {t('identity.enter')}
      </Button>
      {beside === 'blocked' ? (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {t('identity.blocked')}
        </Notice>
      ) : (
        <p className="identity-hint" role="status">
          {beside === 'open'
            ? t('identity.waiting')
            : onSignedIn
              ? t('identity.againHint')
              : t('identity.hint')}
        </p>
      )}
    </div>
  )
}
