import './Status.css'
import type { Enrolment } from '@staffetta/contract'
import { Notice } from '@staffetta/ui'
import { Info } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { Aside } from './Aside.tsx'
import { SummaryStep } from './steps/SummaryStep.tsx'

/** Where a request that was sent stands, and what it asks for. */
export function Status({ enrolment }: { enrolment: Enrolment }) {
  const { t, formats } = useI18n()
  const { state, stateSince, reason, dossier } = enrolment
  const heading = useRef<HTMLHeadingElement>(null)
  const title = t(`enrolment.status.title.${state}`)
  useEffect(() => {
    document.title = `${title} – ${t('enrolment.page')}`
    heading.current?.focus()
  }, [t, title])
  return (
    <>
      <main id="ask-main" className="ask-main ask-status" tabIndex={-1}>
        <div className="ask-column">
          <p className="ask-count">{t('enrolment.for', { body: dossier.body.name })}</p>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="ask-since">{t('enrolment.status.since', { date: formats.full(stateSince) })}</p>
          {state !== 'draft' && <p className="ask-lead">{t(`enrolment.status.text.${state}`)}</p>}
          {reason !== '' && (
            <Notice icon={Info}>
              <strong>{t('enrolment.status.reason')}</strong>: {reason}
            </Notice>
          )}
          <h2>{t('enrolment.status.asked')}</h2>
          <SummaryStep dossier={dossier} files={enrolment.files} flaws={[]} />
        </div>
      </main>
      <Aside step={null} enrolment={enrolment} />
    </>
  )
}
