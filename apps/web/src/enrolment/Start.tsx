import './Start.css'
import { Button, Icon, Notice } from '@staffetta/ui'
import { ArrowRight, Building2, CircleAlert, FileText, Globe, Users } from 'lucide-react'
import { useEffect } from 'react'
import { sentenceOf } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'

const needs = [
  ['tax', Building2],
  ['people', Users],
  ['letter', FileText],
  ['domains', Globe],
] as const

/** What it is about and what one needs at hand, before the first field. */
export function Start({ failure, onBegin }: { failure: unknown; onBegin: () => void }) {
  const { t } = useI18n()
  useEffect(() => {
    document.title = t('enrolment.page')
  }, [t])
  return (
    <main id="ask-main" className="ask-main ask-start" tabIndex={-1}>
      <div className="ask-column">
        {failure !== null && (
          <Notice tone="bad" icon={CircleAlert} live="alert">
            {sentenceOf(failure, t)}
          </Notice>
        )}
        <h1>{t('enrolment.start.title')}</h1>
        <p className="ask-lead">{t('enrolment.start.lead')}</p>
        <h2>{t('enrolment.start.need')}</h2>
        <ul className="ask-needs">
          {needs.map(([need, icon]) => (
            <li key={need}>
              <Icon of={icon} size={20} />
              {t(`enrolment.start.needs.${need}`)}
            </li>
          ))}
        </ul>
        <div className="ask-begin">
          <Button kind="primary" size="form" icon={ArrowRight} onClick={onBegin}>
            {t('enrolment.begin')}
          </Button>
          <p className="ask-note">{t('enrolment.start.have')}</p>
        </div>
      </div>
    </main>
  )
}
