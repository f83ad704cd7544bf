import type { ImportPlan } from '@staffetta/contract'
import { useI18n } from '../../app/i18n.tsx'
import { endingOf } from './ending.ts'

/** What a list would do: how many of each, whom it shuts out, and each row that is left out with its reason. */
export function PlanView({ plan }: { plan: ImportPlan }) {
  const { t, formats } = useI18n()
  const { problem, sessions, losing, disabled, faults, faultCount } = plan
  if (problem !== null) return <p role="alert">{t(`people.import.problems.${problem}`)}</p>
  return (
    <div className="person-detail">
      <dl className="plan-counts">
        {(['added', 'enabled', 'disabled', 'renamed', 'unchanged'] as const).map((one) => (
          <div key={one} data-some={plan[one] > 0 || undefined}>
            <dt>{t(`people.import.counts.${one}`)}</dt>
            <dd>{formats.number(plan[one])}</dd>
          </div>
        ))}
      </dl>
      {losing.length > 0 && (
        <details>
          <summary>
            {t('people.import.losing', { count: disabled })}
            {endingOf(t, sessions)}
          </summary>
          <ul>
            {losing.map((address) => (
              <li key={address}>{address}</li>
            ))}
            {disabled > losing.length && (
              <li>{t('people.import.andMore', { count: disabled - losing.length })}</li>
            )}
          </ul>
        </details>
      )}
      {faultCount > 0 && (
        <section aria-labelledby="plan-faults">
          <h3 id="plan-faults">{t('people.import.faults', { count: faultCount })}</h3>
          <ul className="plan-faults">
            {faults.map(({ row, value, fault }, at) => (
              <li key={at}>
                <strong>{t('people.import.row', { row })}</strong>{' '}
                {t(`people.import.why.${fault}`, { value })}
              </li>
            ))}
            {faultCount > faults.length && (
              <li>{t('people.import.andMore', { count: faultCount - faults.length })}</li>
            )}
          </ul>
        </section>
      )}
      <p className="admin-none">{t('people.import.nothingYet')}</p>
    </div>
  )
}
