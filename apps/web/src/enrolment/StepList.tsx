import './StepList.css'
import { type Dossier, type Enrolment, enrolmentSteps, type Flaw } from '@staffetta/contract'
import { Icon } from '@staffetta/ui'
import { Check, CircleAlert, CircleCheck, Send } from 'lucide-react'
import { useI18n } from '../app/i18n.tsx'
import { sentenceOf } from '../app/errors.tsx'
import { useStore } from '../app/store.ts'
import { request, save } from './request.ts'
import { shortly } from './said.ts'
import type { Place } from './places.ts'

interface Props {
  dossier: Dossier
  enrolment: Enrolment | null
  flaws: Flaw[]
  at: Place
  /** Where somebody has been: what is missing there is marked. */
  visited: ReadonlySet<Place>
  onGo: (place: Place) => void
}

/** How far the request is; each step is a way there. */
export function StepList({ dossier, enrolment, flaws, at, visited, onGo }: Props) {
  const i18n = useI18n()
  const { t } = i18n
  const body = dossier.body.name || t('enrolment.anyBody')
  return (
    <nav className="ask-steps" aria-label={t('enrolment.steps')}>
      <p className="ask-steps-title">{t('enrolment.title')}</p>
      <p className="ask-steps-for">{t('enrolment.for', { body })}</p>
      <ol>
        {[...enrolmentSteps, 'summary' as const].map((place, index) => {
          const whole = place !== 'summary' && !flaws.some(({ step }) => step === place)
          const isDone = whole && visited.has(place)
          const toFix = !whole && place !== 'summary' && visited.has(place) && place !== at
          const short = isDone ? shortly(place, { dossier, files: enrolment?.files ?? [] }, i18n) : ''
          return (
            <li key={place} data-done={isDone || undefined}>
              <a
                href={`/enrolment/${place}`}
                aria-current={place === at ? 'step' : undefined}
                onClick={(event) => {
                  event.preventDefault()
                  onGo(place)
                }}
              >
                <span className="ask-disc" data-wrong={toFix || undefined} aria-hidden="true">
                  {place === 'summary' ? (
                    <Icon of={Send} size={14} />
                  ) : isDone && place !== at ? (
                    <Icon of={Check} size={16} />
                  ) : toFix ? (
                    '!'
                  ) : (
                    index + 1
                  )}
                </span>
                <span className="ask-step-words">
                  <span className="ask-step-name">{t(`enrolment.names.${place}`)}</span>
                  {short && <span className="ask-step-said">{short}</span>}
                  {place !== 'summary' && (isDone || toFix) && (
                    <span className="ui-hidden">, {t(isDone ? 'enrolment.done' : 'enrolment.toFix')}</span>
                  )}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
      <Saved />
    </nav>
  )
}

function Saved() {
  const { t, formats } = useI18n()
  const { enrolment, saving, failure } = useStore(request, (state) => state)
  return (
    <div className="ask-saved" role="status">
      {failure !== null ? (
        <>
          <Icon of={CircleAlert} size={16} />
          <span data-wrong>{t('enrolment.notSaved', { why: sentenceOf(failure, t) })}</span>
          <button type="button" className="ask-link" onClick={() => void save().catch(() => undefined)}>
            {t('enrolment.retry')}
          </button>
        </>
      ) : saving ? (
        <span>{t('enrolment.saving')}</span>
      ) : enrolment === null ? (
        <span>{t('enrolment.unsaved')}</span>
      ) : (
        <>
          <Icon of={CircleCheck} size={16} />
          <span data-ok>{t('enrolment.saved', { time: formats.time(enrolment.savedAt) })}</span>
        </>
      )}
    </div>
  )
}
