import type { CheckOutcome } from '@staffetta/contract'
import { createSayings } from '@staffetta/i18n/sayings'
import { Button, Icon } from '@staffetta/ui'
import { ChevronDown, RefreshCw } from 'lucide-react'
import { useId } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { RecordCard } from './RecordCard.tsx'
import { StateIcon } from './StateIcon.tsx'

interface Props {
  outcome: CheckOutcome
  /** Several of a kind are told apart by what they looked at. */
  subjectShown: boolean
  open: boolean
  running: boolean
  /** Commands are for whoever runs the installation. */
  operates: boolean
  mayRun: boolean
  onToggle: () => void
  onRun: () => void
}

export function CheckRow(props: Props) {
  const { outcome, subjectShown, open, running, onToggle } = props
  const { t, formats } = useI18n()
  const say = createSayings(t, formats)
  const more = useId()
  const { check, subject, state, headline, ranAt } = outcome
  return (
    <li className="check" data-state={state}>
      <h3>
        <button type="button" aria-expanded={open} aria-controls={more} onClick={onToggle}>
          <StateIcon state={state} running={running} />
          <span className="check-name">
            {t(`checks.names.${check}`)}
            {subjectShown && <small>{subject}</small>}
          </span>
          <span className="check-headline">{say(headline)}</span>
          <time dateTime={ranAt}>{formats.listDate(ranAt)}</time>
          <Icon of={ChevronDown} className="check-chevron" />
        </button>
      </h3>
      <div id={more} className="check-more" hidden={!open}>
        <Details {...props} />
      </div>
    </li>
  )
}

function Details({ outcome, operates, mayRun, running, onRun }: Props) {
  const { t, formats } = useI18n()
  const say = createSayings(t, formats)
  const { check, subject, state, step, found, expected, consequence, previousState, changedAt } = outcome
  const domain = subject.includes(':') ? '' : subject
  const records = outcome.records.filter(({ type }) => type !== '$' || operates)
  const published = records.some(({ type }) => type !== '$')
  return (
    <>
      <dl className="check-facts">
        {step !== null && step !== 'setting' && (
          <>
            <dt>{t('checks.screen.stopped')}</dt>
            <dd>{t(`checks.steps.${step}`)}</dd>
          </>
        )}
        {found.length > 0 && <dt>{t('checks.report.found')}</dt>}
        {found.map((saying, index) => (
          <dd key={index} data-found>
            {say(saying)}
          </dd>
        ))}
        {expected.length > 0 && <dt>{t('checks.report.expected')}</dt>}
        {expected.map((saying, index) => (
          <dd key={index}>{say(saying)}</dd>
        ))}
        {consequence !== null && (
          <>
            <dt>{t('checks.report.consequence')}</dt>
            <dd>{say(consequence)}</dd>
          </>
        )}
      </dl>
      {records.map((record) => (
        <RecordCard key={`${record.type} ${record.name} ${record.value}`} record={record} domain={domain} />
      ))}
      <div className="check-acts">
        {mayRun && (
          <Button
            kind={state === 'error' || state === 'attention' ? 'primary' : 'default'}
            icon={RefreshCw}
            busy={running}
            aria-label={t('checks.screen.runOne', { name: t(`checks.names.${check}`) })}
            onClick={onRun}
          >
            {t('checks.screen.run')}
          </Button>
        )}
        <p>
          {published && t('checks.screen.wait')}{' '}
          {previousState !== null &&
            previousState !== 'not-applicable' &&
            changedAt !== null &&
            t('checks.screen.before', {
              changedAt: formats.messageDate(changedAt),
              state: t(`checks.states.${previousState}`).toLocaleLowerCase(),
            })}
        </p>
      </div>
    </>
  )
}
