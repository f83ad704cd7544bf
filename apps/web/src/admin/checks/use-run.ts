import type { CheckOutcome, CheckReport } from '@staffetta/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { adminQueries } from '../queries.ts'
import { keyOf, summaryOf } from './outcomes.ts'

/** In what is waited for: everything there is, known or not. */
export const ALL = '*'

/** Asks for checks, and puts each outcome where it is shown as it comes. */
export function useRun(tenantId: string) {
  const { t } = useI18n()
  const client = useQueryClient()
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set())
  const [wrong, setWrong] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const { queryKey } = adminQueries.checks(tenantId)

  /** Those, or all of them where it is every one that is known. */
  const run = async (some: CheckOutcome[]): Promise<void> => {
    const known = client.getQueryData(queryKey)?.outcomes ?? []
    const all = some.length === known.length
    const subjects = new Set(some.map(({ subject }) => subject))
    const [subject = ''] = subjects
    const choice = all
      ? {}
      : { only: [...new Set(some.map(({ check }) => check))], ...(subjects.size === 1 && { subject }) }
    const waited = new Set([...some.map(keyOf), ...(all ? [ALL] : [])])
    setPending((before) => new Set([...before, ...waited]))
    setWrong(null)
    setSaid('')
    try {
      for await (const { kind, outcome } of adminApi.checks.run({ tenantId, ...choice })) {
        if (kind === 'failed') setWrong(t('checks.screen.interrupted'))
        if (outcome === null) continue
        client.setQueryData(queryKey, (report: CheckReport | undefined) => withOutcome(report, outcome))
        setPending((before) => new Set([...before].filter((key) => key !== keyOf(outcome))))
      }
      const outcomes = client.getQueryData(queryKey)?.outcomes ?? []
      setSaid(t('checks.screen.done', { summary: summaryOf(outcomes, t) }))
    } catch (error) {
      setWrong(sentenceOf(error, t))
    }
    setPending((before) => new Set([...before].filter((key) => !waited.has(key))))
    // What is looked at no more goes, and when the next one is due is another day.
    await client.invalidateQueries({ queryKey })
    void client.invalidateQueries({ queryKey: ['admin', 'register'] })
  }

  return { run, pending, wrong, said }
}

function withOutcome(report: CheckReport | undefined, outcome: CheckOutcome): CheckReport {
  const { outcomes, nextRunAt } = report ?? { outcomes: [], nextRunAt: null }
  const key = keyOf(outcome)
  const known = outcomes.some((one) => keyOf(one) === key)
  return {
    nextRunAt,
    outcomes: known ? outcomes.map((one) => (keyOf(one) === key ? outcome : one)) : [...outcomes, outcome],
  }
}
