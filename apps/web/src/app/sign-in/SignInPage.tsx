import './SignIn.css'
import type { Announcement, Brand, Greeting, Me } from '@staffetta/contract'
import { locales } from '@staffetta/i18n'
import { Notice } from '@staffetta/ui'
import { CircleCheck, Hourglass, Languages } from 'lucide-react'
import { type ComponentType, useEffect, useState } from 'react'
import { api } from '../api.ts'
import { chooseLanguage, useI18n } from '../i18n.tsx'
import { applyBrand } from '../layout/brand.ts'
import { Crest } from '../layout/Crest.tsx'
import { session } from '../session.ts'
import { useStore } from '../store.ts'
import { version } from '../version.ts'
import { Contours } from './Contours.tsx'
import { Problem, SignedInBeside } from './load-identity.ts'
import { SignInForm } from './SignInForm.tsx'
import { anyWay, useWays, type Ways } from './ways.ts'

const sentences = {
  'signed-out': 'signIn.signedOut',
  'signed-out-draft-kept': 'signIn.signedOutDraftKept',
  ended: 'signIn.ended',
} as const

interface Props {
  onSignedIn: (me: Me) => void
  to: string | undefined
  /** Back from the identity provider, and not in: the code of why. */
  problem: string | undefined
  /** This window was opened beside work that goes on: the person is in, or not. */
  beside: 'done' | 'no' | undefined
  /** Shows what is announced. */
  Announced: ComponentType<{ of: Announcement[]; troubled: boolean }>
}

/** One form, one primary. The brand is the Host's where it has one, else the neutral one. */
export function SignInPage({ onSignedIn, to, problem, beside, Announced }: Props) {
  const { t, locale } = useI18n()
  const [brand, setBrand] = useState<Brand | null>(null)
  const [ofHost, setOfHost] = useState<Ways>(anyWay)
  const [address, setAddress] = useState('')
  const [body, setBody] = useState('')
  const ways = useWays(address, ofHost, body) ?? ofHost
  const [provider, setProvider] = useState<Brand | null>(null)
  const [greeting, setGreeting] = useState<Greeting | null>(null)
  const shown = brand ?? provider
  const reason = useStore(session, (state) => state.reason)

  useEffect(() => {
    let here = true
    const dress = async () => {
      const { brand: found, provider: asked, greeting: said, ...more } = await api.auth.getSignInOptions({})
      if (!here) return
      setOfHost(more)
      setBrand(found)
      setProvider(asked)
      setGreeting(said)
      applyBrand(found ?? asked)
    }
    // The neutral page signs in as well.
    dress().catch(() => undefined)
    return () => {
      here = false
    }
  }, [])

  useEffect(() => {
    document.title = `${t('signIn.title')} – ${shown?.name ?? t('app.name')}`
  }, [t, shown])

  return (
    <div className="sign-in">
      <header className="sign-in-brand">
        <div className="sign-in-name">
          <Crest height={80} {...(shown && { of: shown })} />
          <p className="sign-in-tenant">{shown?.name ?? t('app.name')}</p>
        </div>
        <p>{greeting?.text ?? t(brand ? 'signIn.brandLead' : 'signIn.neutralLead')}</p>
        <Contours />
      </header>
      <main className="sign-in-main">
        <div className="sign-in-language">
          <Languages size={18} strokeWidth={1.75} aria-hidden="true" />
          <select
            aria-label={t('app.language')}
            value={locale}
            onChange={(event) => chooseLanguage(event.target.value === 'en' ? 'en' : 'it')}
          >
            {locales.map((one) => (
              <option key={one} value={one}>
                {t(`app.languages.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="sign-in-panel">
          {beside === 'done' ? (
            <SignedInBeside />
          ) : (
            <>
              <h1>{t('signIn.title')}</h1>
              {ways.password && <p className="sign-in-lead">{t('signIn.lead')}</p>}
              {problem !== undefined && <Problem code={problem} beside={beside === 'no'} />}
              {problem === undefined && reason && (
                <Notice icon={reason === 'ended' ? Hourglass : CircleCheck} tone="info" live="status">
                  {t(sentences[reason])}
                </Notice>
              )}
              {(ways.announcements.length > 0 || ofHost.troubled) && (
                <Announced of={ways.announcements} troubled={ofHost.troubled} />
              )}
              {beside === undefined && (
                <SignInForm
                  ways={ways}
                  ofOneBody={brand !== null}
                  to={to}
                  onAddress={setAddress}
                  onBody={setBody}
                  onSignedIn={onSignedIn}
                />
              )}
            </>
          )}
          {shown?.help && (
            <p className="sign-in-help">
              {t('signIn.help')} {shown.help}
            </p>
          )}
          {provider && (
            <p className="sign-in-help">
              <a href="/enrolment">{t('signIn.ask')}</a>
            </p>
          )}
        </div>
        <footer className="sign-in-foot">
          {greeting?.links.map(({ label, url }) => (
            <a key={url} href={url} rel="noreferrer">
              {label}
            </a>
          ))}
          <span>{t('help.version', { version: version.split('+')[0]! })}</span>
        </footer>
      </main>
    </div>
  )
}
