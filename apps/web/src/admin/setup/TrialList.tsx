import type { CheckOutcome } from '@staffetta/contract'
import { createSayings } from '@staffetta/i18n/sayings'
import { useI18n } from '../../app/i18n.tsx'
import { StateIcon } from '../checks/StateIcon.tsx'

/** What came of trying a server: each look in one line, with the step that stopped it and what people would notice. */
export function TrialList({ outcomes }: { outcomes: CheckOutcome[] }) {
  const { t, formats } = useI18n()
  const say = createSayings(t, formats)
  const failed = outcomes.filter(({ state }) => state === 'error').length
  return (
    <div role="status" className="setup-trial">
      <p>{failed === 0 ? t('setup.servers.good') : t('setup.servers.bad', { count: failed })}</p>
      <ul>
        {outcomes.map(({ check, subject, state, step, headline, consequence }) => (
          <li key={`${check} ${subject}`}>
            <StateIcon state={state} running={false} />
            <div>
              <strong>{t(`checks.names.${check}`)}</strong>
              <p>
                {say(headline)}
                {step !== null && step !== 'setting' && ` (${t(`checks.steps.${step}`)})`}
              </p>
              {consequence !== null && <p className="admin-none">{say(consequence)}</p>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
