import './SignIn.css'
import { ApiError, type Me } from '@staffetta/contract'
import { Button, Checkbox, Field, IconButton, Notice } from '@staffetta/ui'
import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { useRef, useState } from 'react'
import { api } from '../api.ts'
import { useI18n } from '../i18n.tsx'
import { BodyChoice, IdentityWay, sentenceOfRefusal } from './load-identity.ts'
import type { Ways } from './ways.ts'

interface Props {
  /** Signing in again as the same person: the address is known. */
  address?: string
  /** On a shared workstation by choice of the session that ended. */
  shared?: boolean
  /** The body they are of, where that is known. */
  body?: string
  /** Whoever is in waits in this browser, instead of being out. */
  keep?: boolean
  ways: Ways
  /** Of one body's page, whose provider asks who somebody is, no address is wanted. */
  ofOneBody?: boolean
  /** Where the provider sends back to. */
  to?: string | undefined
  onAddress?: (address: string) => void
  onBody?: (slug: string) => void
  onSignedIn: (me: Me) => void
  /** In a window beside this page, by the identity provider. */
  onSignedInBeside?: () => void
}

/** No body has this name. */
const nobody = '?'

type Wrong = { address?: string; password?: string; form?: string; body?: true }

/** Address and password, each failure said where it is. */
export function SignInForm({
  address: known,
  shared: wasShared = false,
  body: ownBody,
  keep = false,
  ways,
  ofOneBody = false,
  to,
  onAddress,
  onBody,
  onSignedIn,
  onSignedInBeside,
}: Props) {
  const { t } = useI18n()
  const wish = () => new FormData(form.current!)
  const addressIn = (values: FormData) => known ?? String(values.get('address') ?? '').trim()
  const sharedIn = (values: FormData) => values.get('shared') === 'on' || wasShared
  const bodyIn = (values: FormData) => ownBody ?? String(values.get('body') ?? '')
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const [visible, setVisible] = useState(false)
  const [capsLock, setCapsLock] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    if (busy || !ways.password) return
    const values = wish()
    const address = addressIn(values)
    const password = String(values.get('password'))
    const missing = check(address, password, t)
    setWrong(missing)
    if (missing.address || missing.password) {
      focusOn(form.current, missing.address ? 'address' : 'password')
      return
    }
    setBusy(true)
    try {
      const body = bodyIn(values)
      onSignedIn(
        await api.auth.signIn({ address, password, shared: sharedIn(values), keep, ...(body && { body }) }),
      )
    } catch (error) {
      const sentence = await sentenceOfRefusal(error)
      setBusy(false)
      const failure = placed(error, sentence, known !== undefined)
      // Shared since this page asked: it asks again, and the choice appears.
      if (failure.body && ways.bodies.length === 0) onBody?.(nobody)
      setWrong(failure)
      focusOn(form.current, failure.address ? 'address' : 'password')
    }
  }

  return (
    <form ref={form} className="sign-in-form" onSubmit={submit} noValidate>
      {wrong.form && (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {wrong.form}
        </Notice>
      )}
      {known === undefined && !(ofOneBody && !ways.password) && (
        <Field
          label={t('signIn.address')}
          name="address"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
          error={wrong.address}
          onChange={(event) => onAddress?.(event.target.value.trim())}
        />
      )}
      {known === undefined && ways.bodies.length > 0 && (
        <BodyChoice bodies={ways.bodies} missing={wrong.body === true} onBody={onBody} />
      )}
      {ways.password && (
        <Field
          label={t('signIn.password')}
          name="password"
          type={visible ? 'text' : 'password'}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={known !== undefined}
          required
          error={wrong.password}
          hint={capsLock ? t('signIn.capsLock') : undefined}
          onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
          end={
            <IconButton
              icon={visible ? EyeOff : Eye}
              size={40}
              label={visible ? t('signIn.hidePassword') : t('signIn.showPassword')}
              aria-pressed={visible}
              onClick={() => setVisible(!visible)}
            />
          }
        />
      )}
      {known === undefined && !keep && (
        <Checkbox name="shared" label={t('signIn.shared')} hint={t('signIn.sharedHint')} />
      )}
      {ways.password && (
        <Button kind="primary" size="form" type="submit" busy={busy}>
          {busy ? t('signIn.submitting') : t('signIn.submit')}
        </Button>
      )}
      {ways.identity && (
        <IdentityWay
          address={() => addressIn(wish())}
          shared={() => sharedIn(wish())}
          body={() => bodyIn(wish())}
          keep={keep}
          alone={!ways.password}
          to={to}
          {...(onSignedInBeside && { onSignedIn: onSignedInBeside })}
        />
      )}
    </form>
  )
}

function check(address: string, password: string, t: ReturnType<typeof useI18n>['t']): Wrong {
  const wrong: Wrong = {}
  if (address === '') wrong.address = t('signIn.addressMissing')
  else if (!/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(address)) wrong.address = t('signIn.addressInvalid')
  if (password === '') wrong.password = t('signIn.passwordMissing')
  return wrong
}

function placed(error: unknown, sentence: string, addressKnown: boolean): Wrong {
  if (!(error instanceof ApiError)) return { form: sentence }
  if (error.code === 'auth/body-ambiguous') return { body: true }
  if (error.code === 'auth/credentials-refused') return { password: sentence }
  if (error.code === 'auth/domain-unknown' && !addressKnown) return { address: sentence }
  return { form: sentence }
}

function focusOn(form: HTMLFormElement | null, name: string): void {
  form?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus()
}
