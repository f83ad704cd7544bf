import './Checks.css'
import type { CheckId, CheckOutcome, TenantDetail } from '@staffetta/contract'
import { Button, Notice, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { CircleX, Printer, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminQueries } from '../queries.ts'
import { CheckRow } from './CheckRow.tsx'
import { ExpectationsCard } from './ExpectationsCard.tsx'
import { keyOf, summaryOf, worstFirst } from './outcomes.ts'
import { SendMissing } from './SendMissing.tsx'
import { ALL, useRun } from './use-run.ts'

/** What a body depends on, and what of it is to be mended, first. */
export function ChecksTab({ tenant }: { tenant: TenantDetail }) {
  const { t, formats } = useI18n()
  const { data: report, error, refetch } = useQuery(adminQueries.checks(tenant.id))
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const operates = roles.some(({ role }) => role === 'operator')
  const mayRun = roles.some(({ role }) => role !== 'auditor')
  const maySet = operates || roles.some(({ role }) => role === 'tenant-admin')
  const { run, pending, wrong, said } = useRun(tenant.id)
  /** Rows somebody opened or closed; else the first is open where something is wrong. */
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map())
  /** While one of them is looked at again it stays where it is; null: the worst comes first. */
  const [order, setOrder] = useState<string[] | null>(null)

  if (error && report === undefined)
    return (
      <div role="alert">
        <p>
          {t('checks.screen.failed')}. {sentenceOf(error, t)}
        </p>
        <Button onClick={() => void refetch()}>{t('actions.retry')}</Button>
      </div>
    )
  if (report === undefined)
    return (
      <div aria-busy>
        <Skeleton width="50%" />
      </div>
    )

  const { outcomes, nextRunAt } = report
  const everything = pending.has(ALL)
  const rows = inOrder(outcomes, order)
  const last = outcomes
    .map(({ ranAt }) => ranAt)
    .toSorted()
    .at(-1)
  const again = (some: CheckOutcome[]) => {
    setOrder(rows.map(keyOf))
    return run(some)
  }
  const runAll = async () => {
    await again(outcomes)
    setOrder(null)
  }
  const open = (key: string, is: boolean) => setOpened((before) => new Map([...before, [key, is]]))

  return (
    <div className="checks admin-prints" data-printed>
      <section className="checks-main" aria-labelledby="checks-title">
        <header className="checks-head">
          <h2 id="checks-title">{t('checks.screen.title')}</h2>
          {outcomes.length > 0 && <p>{summaryOf(outcomes, t)}</p>}
          {outcomes.length > 0 && (
            <div className="checks-buttons">
              {operates && <SendMissing tenantId={tenant.id} outcomes={outcomes} />}
              <Button icon={Printer} title={t('checks.screen.reportHint')} onClick={() => window.print()}>
                {t('checks.screen.report')}
              </Button>
              {mayRun && (
                <Button icon={RefreshCw} busy={everything} onClick={() => void runAll()}>
                  {t('checks.screen.runAll')}
                </Button>
              )}
            </div>
          )}
        </header>
        <p className="checks-when">
          {last !== undefined && t('checks.screen.lastRun', { when: formats.messageDate(last) })}{' '}
          {last !== undefined &&
            nextRunAt !== null &&
            t('checks.screen.nextRun', { when: formats.date(nextRunAt) })}
        </p>
        {wrong !== null && (
          <Notice icon={CircleX} tone="bad" live="alert">
            {wrong}
          </Notice>
        )}
        <div className="ui-hidden" role="status">
          {everything ? t('checks.screen.running') : said}
        </div>
        {outcomes.length === 0 ? (
          <div className="admin-card checks-none">
            <h3>{everything ? t('checks.screen.running') : t('checks.screen.none')}</h3>
            <p>{t('checks.screen.noneHint')}</p>
            {mayRun && (
              <Button kind="primary" icon={RefreshCw} busy={everything} onClick={() => void runAll()}>
                {t('checks.screen.runFirst')}
              </Button>
            )}
          </div>
        ) : (
          <ul className="checks-list">
            {rows.map((outcome, index) => {
              const key = keyOf(outcome)
              const isOpen = opened.get(key) ?? (index === 0 && outcome.state === 'error')
              return (
                <CheckRow
                  key={key}
                  outcome={outcome}
                  subjectShown={outcome.check === 'certificate' || tenant.domains.length > 1}
                  open={isOpen}
                  running={pending.has(key)}
                  operates={operates}
                  mayRun={mayRun}
                  onToggle={() => open(key, !isOpen)}
                  onRun={() => {
                    open(key, true)
                    void again([outcome])
                  }}
                />
              )
            })}
          </ul>
        )}
      </section>
      <ExpectationsCard
        tenantId={tenant.id}
        maySet={maySet}
        onSaved={(domain) => {
          const concerned = outcomes.filter(
            ({ check, subject }) => subject === domain && expecting.includes(check),
          )
          if (mayRun && concerned.length > 0) void again(concerned)
        }}
      />
    </div>
  )
}

const expecting: CheckId[] = ['mx', 'spf', 'dkim']

function inOrder(outcomes: CheckOutcome[], order: string[] | null): CheckOutcome[] {
  const sorted = worstFirst(outcomes)
  if (order === null) return sorted
  const place = new Map(order.map((key, index) => [key, index]))
  return sorted.toSorted((a, b) => (place.get(keyOf(a)) ?? Infinity) - (place.get(keyOf(b)) ?? Infinity))
}
