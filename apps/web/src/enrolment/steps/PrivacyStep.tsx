import './PrivacyStep.css'
import { type Dossier, usualLogDays } from '@staffetta/contract'
import { Button, Checkbox, Field, Icon, TextArea } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { idOf, useFlaw } from '../flaws.tsx'
import { change } from '../request.ts'

/** The appointment, how long logs are kept, and what people are told. */
export function PrivacyStep({ dossier }: { dossier: Dossier }) {
  const { t } = useI18n()
  const flaw = useFlaw()
  const { privacy, body, people } = dossier
  const put = (part: Partial<Dossier['privacy']>) => change({ privacy: { ...privacy, ...part } })
  const proposed = t('enrolment.privacy.noticeText', {
    body: body.name || t('enrolment.body.name'),
    days: privacy.logDays,
    dpo: people.privacy.email || '…',
  })
  const { notice } = privacy
  const [days, setDays] = useState(String(privacy.logDays))
  useEffect(() => {
    if (notice === '') put({ notice: proposed })
    // Only what one comes upon: who empties the field wants it empty.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [])
  const agree = flaw('privacy.appointment')
  return (
    <>
      <div className="ask-agree">
        <Checkbox
          id={idOf('privacy.appointment')}
          className="ask-choice"
          label={<strong>{t('enrolment.privacy.appointment')}</strong>}
          hint={t('enrolment.privacy.appointmentHint')}
          checked={privacy.appointment}
          aria-invalid={agree ? true : undefined}
          aria-describedby={agree && 'ask-agree-below'}
          onChange={(event) => put({ appointment: event.target.checked })}
        />
        {agree && (
          <p id="ask-agree-below" className="ask-below" data-wrong>
            <Icon of={CircleAlert} size={16} />
            {agree}
          </p>
        )}
      </div>
      <Field
        className="ask-short"
        label={t('enrolment.privacy.logDays')}
        hint={t('enrolment.privacy.logDaysHint')}
        inputMode="numeric"
        maxLength={4}
        value={days}
        onChange={(event) => {
          const text = event.target.value.replaceAll(/\D/g, '')
          setDays(text)
          if (Number(text) > 0) put({ logDays: Math.min(3650, Number(text)) })
        }}
        onBlur={() => setDays(String(privacy.logDays))}
      />
      {privacy.logDays > usualLogDays && (
        <TextArea
          id={idOf('privacy.logReason')}
          label={t('enrolment.privacy.logReason')}
          hint={t('enrolment.privacy.logReasonHint')}
          rows={3}
          maxLength={1000}
          value={privacy.logReason}
          error={flaw('privacy.logReason')}
          onChange={(event) => put({ logReason: event.target.value })}
        />
      )}
      <TextArea
        id={idOf('privacy.notice')}
        label={t('enrolment.privacy.notice')}
        hint={t('enrolment.privacy.noticeHint')}
        rows={8}
        maxLength={5000}
        value={notice}
        error={flaw('privacy.notice', t('enrolment.privacy.notice'))}
        onChange={(event) => put({ notice: event.target.value })}
      />
      {notice !== proposed && (
        <Button kind="text" size="dense" className="ask-again" onClick={() => put({ notice: proposed })}>
          {t('enrolment.privacy.noticeAgain')}
        </Button>
      )}
    </>
  )
}
