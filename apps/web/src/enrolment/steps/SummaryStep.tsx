import './Summary.css'
import {
  type Dossier,
  type EnrolmentFile,
  enrolmentSteps,
  type EnrolmentStep,
  type Flaw,
} from '@staffetta/contract'
import { Notice } from '@staffetta/ui'
import { CircleAlert, CircleCheck } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { saidIn } from '../said.ts'

interface Props {
  dossier: Dossier
  files: EnrolmentFile[]
  /** A confirmation goes to whoever asked. */
  mails?: boolean
  flaws: Flaw[]
  /** Without it nothing can be changed any more. */
  onStep?: (step: EnrolmentStep) => void
}

/** All that was said, with what is missing where it is missing. */
export function SummaryStep({ dossier, files, mails = false, flaws, onStep }: Props) {
  const i18n = useI18n()
  const { t } = i18n
  const address = dossier.people.requester.email
  return (
    <>
      {onStep && (
        <Notice tone={flaws.length > 0 ? 'warn' : 'ok'} icon={flaws.length > 0 ? CircleAlert : CircleCheck}>
          {flaws.length > 0
            ? t('enrolment.summary.toFix', { count: flaws.length })
            : `${t('enrolment.summary.ready')} ${mails ? t('enrolment.summary.mailed', { address }) : ''}`}
        </Notice>
      )}
      <div className="ask-summary">
        {enrolmentSteps.map((step) => {
          const lines = saidIn(step, { dossier, files }, i18n)
          const wrong = flaws.filter((flaw) => flaw.step === step).length
          return (
            <section key={step} aria-labelledby={`ask-said-${step}`}>
              <div className="ask-summary-head">
                <h2 id={`ask-said-${step}`}>{t(`enrolment.names.${step}`)}</h2>
                {onStep && (
                  <button
                    type="button"
                    className="ask-link"
                    aria-label={t('enrolment.summary.changeOf', { step: t(`enrolment.names.${step}`) })}
                    onClick={() => onStep(step)}
                  >
                    {t('enrolment.summary.change')}
                  </button>
                )}
              </div>
              {lines.length === 0 && <p className="ask-note">{t('enrolment.summary.nothing')}</p>}
              {lines.map((line) => (
                <p key={line}>{line}</p>
              ))}
              {onStep && wrong > 0 && (
                <p className="ask-below" data-wrong>
                  {t('enrolment.summary.toFix', { count: wrong })}
                </p>
              )}
            </section>
          )
        })}
      </div>
    </>
  )
}
