import './EnrolmentPage.css'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { applyBrand } from '../app/layout/brand.ts'
import { useStore } from '../app/store.ts'
import { Frame } from './Frame.tsx'
import { places, type Place } from './places.ts'
import { linked, openRequest, request } from './request.ts'
import { Start } from './Start.tsx'
import { Status } from './Status.tsx'
import { Wizard } from './Wizard.tsx'

/** A body asks to be served: the page that needs no account. */
export function EnrolmentPage() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const { step } = useParams({ strict: false })
  const { phase, provider, enrolment, dossier, failure } = useStore(request, (state) => state)
  const at = places.find((place) => place === step)
  const go = (place: Place) => void navigate({ to: '/enrolment/$step', params: { step: place } })

  useEffect(() => {
    void openRequest()
    // The link of a mail, pasted where the page is open already, loads nothing anew.
    const onLink = () => linked() && void openRequest()
    addEventListener('hashchange', onLink)
    return () => removeEventListener('hashchange', onLink)
  }, [])
  useEffect(() => applyBrand(provider), [provider])
  useEffect(() => {
    // Who comes back goes on where something is missing still.
    if (phase === 'here' && enrolment?.open && at === undefined)
      void navigate({ to: '/enrolment/$step', params: { step: 'body' }, replace: true })
  }, [phase, enrolment?.open, at, navigate])

  if (phase === 'off')
    return (
      <main className="empty-state">
        <h1>{t('enrolment.off.title')}</h1>
        <p>{t('enrolment.off.text')}</p>
        <a href="/login">{t('enrolment.off.back')}</a>
      </main>
    )
  return (
    <Frame>
      {phase === 'opening' ? (
        <main id="ask-main" className="ask-main ask-status" aria-busy="true">
          <p className="ask-column ask-note">{t('enrolment.opening')}</p>
        </main>
      ) : enrolment !== null && !enrolment.open ? (
        <Status enrolment={enrolment} />
      ) : at === undefined ? (
        <Start failure={failure} onBegin={() => go('body')} />
      ) : (
        <Wizard at={at} dossier={dossier} enrolment={enrolment} onGo={go} />
      )}
    </Frame>
  )
}
