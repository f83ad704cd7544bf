import './Aside.css'
import type { Enrolment, EnrolmentStep } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
import { request } from './request.ts'

/** What is checked, how long it takes, what it costs, and how one comes back. */
export function Aside({
  step,
  enrolment,
}: {
  step: EnrolmentStep | 'summary' | null
  enrolment: Enrolment | null
}) {
  const { t } = useI18n()
  const help = useStore(request, (state) => state.provider?.help)
  return (
    <aside className="ask-aside" aria-label={t('enrolment.aside.help')}>
      {step && (
        <section>
          <h2>{t('enrolment.aside.checks')}</h2>
          <p>{t(`enrolment.aside.checksOf.${step}`)}</p>
        </section>
      )}
      {step && (
        <section>
          <h2>{t('enrolment.aside.time')}</h2>
          <p>{t('enrolment.aside.timeText')}</p>
        </section>
      )}
      {step && (
        <section>
          <h2>{t('enrolment.aside.cost')}</h2>
          <p>{t('enrolment.aside.costText')}</p>
        </section>
      )}
      {enrolment && <LinkBack enrolment={enrolment} />}
      {help && (
        <section className="ask-card">
          <h2>{t('enrolment.aside.help')}</h2>
          <p>{help}</p>
        </section>
      )}
    </aside>
  )
}

function LinkBack({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useI18n()
  const [copied, setCopied] = useState(false)
  const { link, linkSentTo, mails, open } = enrolment
  return (
    <section className="ask-card">
      <h2>{t(open ? 'enrolment.aside.link' : 'enrolment.aside.seeAgain')}</h2>
      <p>{t(open ? 'enrolment.aside.linkText' : 'enrolment.aside.seeAgainText')}</p>
      {mails && (
        <p>
          {linkSentTo === null
            ? t('enrolment.aside.linkSoon')
            : t('enrolment.aside.linkMailed', { address: linkSentTo })}
        </p>
      )}
      <Button
        icon={Copy}
        onClick={() => {
          void navigator.clipboard.writeText(link).then(
            () => setCopied(true),
            () => undefined,
          )
        }}
      >
        {copied ? t('enrolment.aside.copied') : t('enrolment.aside.copy')}
      </Button>
      <p role="status" className="ui-hidden">
        {copied ? t('enrolment.aside.copied') : ''}
      </p>
    </section>
  )
}
