import './Wizard.css'
import './steps/Step.css'
import { type Dossier, type Enrolment, enrolmentSteps, type Flaw, flawsOf } from '@staffetta/contract'
import { Button, Notice } from '@staffetta/ui'
import { ChevronLeft, CircleAlert, Send } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { useAttempt } from '../app/use-attempt.ts'
import { api } from './api.ts'
import { Aside } from './Aside.tsx'
import { FlawSummary, ShownFlaws } from './flaws.tsx'
import { type Place, places } from './places.ts'
import { act, save } from './request.ts'
import { StepList } from './StepList.tsx'
import { AgreementStep } from './steps/AgreementStep.tsx'
import { BodyStep } from './steps/BodyStep.tsx'
import { HostingStep } from './steps/HostingStep.tsx'
import { PeopleStep } from './steps/PeopleStep.tsx'
import { PrivacyStep } from './steps/PrivacyStep.tsx'
import { ServicesStep } from './steps/ServicesStep.tsx'
import { SummaryStep } from './steps/SummaryStep.tsx'

interface Props {
  at: Place
  dossier: Dossier
  enrolment: Enrolment | null
  onGo: (place: Place) => void
}

/** One group of fields at a time, saved when a field is left; what is missing is said when one wants to go on. */
export function Wizard({ at, dossier, enrolment, onGo }: Props) {
  const { t } = useI18n()
  const [visited, setVisited] = useState<ReadonlySet<Place>>(new Set(enrolment ? enrolmentSteps : []))
  const [tried, setTried] = useState<{ place: Place; times: number } | null>(null)
  const sending = useAttempt()
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  const flaws = flawsOf(dossier, enrolment?.files.length ?? 0)
  const here = flaws.filter(({ step }) => step === at)
  const shown = tried?.place === at ? here : []
  const index = places.indexOf(at)

  useEffect(() => {
    document.title = `${t(`enrolment.names.${at}`)} – ${t('enrolment.page')}`
  }, [t, at])
  useEffect(() => {
    // Where somebody goes, their eyes and their screen reader go too; not on the first page they come upon.
    if (!first.current) heading.current?.focus()
    first.current = false
    setTried(null)
    return () => setVisited((before) => new Set([...before, at]))
  }, [at])
  useEffect(() => {
    const onLeave = () => void save().catch(() => undefined)
    addEventListener('pagehide', onLeave)
    return () => removeEventListener('pagehide', onLeave)
  }, [])

  const go = (place: Place) => {
    void save().catch(() => undefined)
    onGo(place)
  }
  const next = () => {
    if (here.length > 0) setTried({ place: at, times: (tried?.times ?? 0) + 1 })
    else go(places[index + 1]!)
  }
  const send = () =>
    sending.attempt(async () => {
      await act(({ version }) => api.send({ version }))
    })
  return (
    <>
      <StepList {...{ dossier, enrolment, flaws, at, visited }} onGo={go} />
      <main id="ask-main" className="ask-page" tabIndex={-1}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what its fields tell on their way up saves the draft; nothing is done here by hand */}
        <form
          className="ask-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (at === 'summary') void send()
            else next()
          }}
          onBlur={() => void save().catch(() => undefined)}
          onChange={({ target }) => {
            // What is chosen is chosen at once; what is typed, when the field is left.
            if ((target as Element).matches('select, [type=checkbox], [type=radio]'))
              void save().catch(() => undefined)
          }}
        >
          <div className="ask-main">
            <div className="ask-column">
              <p className="ask-count">
                {at === 'summary'
                  ? t('enrolment.page')
                  : t('enrolment.step', { at: index + 1, of: enrolmentSteps.length })}
              </p>
              <h1 ref={heading} tabIndex={-1}>
                {t(`enrolment.names.${at}`)}
              </h1>
              <p className="ask-lead">{t(`enrolment.leads.${at}`)}</p>
              {enrolment?.state === 'more-asked' && (
                <Notice tone="warn" icon={CircleAlert}>
                  <strong>{t('enrolment.status.title.more-asked')}</strong>: {enrolment.reason}
                </Notice>
              )}
              {shown.length > 0 && (
                <FlawSummary key={tried?.times} flaws={shown} onSkip={() => go(places[index + 1]!)} />
              )}
              <ShownFlaws value={shown}>
                <Step {...{ at, dossier, enrolment, flaws }} onGo={go} />
              </ShownFlaws>
              {sending.wrong && (
                <Notice tone="bad" icon={CircleAlert} live="alert">
                  {sending.wrong}
                </Notice>
              )}
            </div>
          </div>
          <div className="ask-foot">
            <div className="ask-column">
              {index > 0 && (
                <Button size="form" icon={ChevronLeft} onClick={() => go(places[index - 1]!)}>
                  {t('enrolment.back')}
                </Button>
              )}
              <span className="ask-foot-word">{t('enrolment.later')}</span>
              {at === 'summary' ? (
                <Button
                  kind="primary"
                  size="form"
                  type="submit"
                  icon={Send}
                  busy={sending.busy}
                  disabled={flaws.length > 0}
                >
                  {sending.busy
                    ? t('enrolment.summary.sending')
                    : enrolment?.state === 'more-asked'
                      ? t('enrolment.summary.sendAgain')
                      : t('enrolment.summary.send')}
                </Button>
              ) : (
                <Button kind="primary" size="form" type="submit">
                  {at === 'privacy' ? t('enrolment.toSummary') : t('enrolment.next')}
                </Button>
              )}
            </div>
          </div>
        </form>
      </main>
      <Aside step={at} enrolment={enrolment} />
    </>
  )
}

function Step({
  at,
  dossier,
  enrolment,
  flaws,
  onGo,
}: Omit<Props, 'onGo'> & { flaws: Flaw[]; onGo: (place: Place) => void }) {
  switch (at) {
    case 'body':
      return <BodyStep dossier={dossier} />
    case 'people':
      return <PeopleStep dossier={dossier} />
    case 'agreement':
      return <AgreementStep dossier={dossier} enrolment={enrolment} />
    case 'hosting':
      return <HostingStep dossier={dossier} />
    case 'services':
      return <ServicesStep dossier={dossier} />
    case 'privacy':
      return <PrivacyStep dossier={dossier} />
    case 'summary':
      return (
        <SummaryStep
          dossier={dossier}
          files={enrolment?.files ?? []}
          mails={enrolment?.mails ?? false}
          flaws={flaws}
          onStep={onGo}
        />
      )
  }
}
