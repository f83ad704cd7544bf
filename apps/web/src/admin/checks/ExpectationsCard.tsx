import type { DomainExpectation } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { adminQueries } from '../queries.ts'
import { ExpectationDialog } from './ExpectationDialog.tsx'

interface Props {
  tenantId: string
  maySet: boolean
  onSaved: (domain: string) => void
}

/** What the checks look for in each domain, beyond what every domain should have. */
export function ExpectationsCard({ tenantId, maySet, onSaved }: Props) {
  const { t } = useI18n()
  const client = useQueryClient()
  const query = adminQueries.expectations(tenantId)
  const list = useQuery(query).data ?? []
  const [editing, setEditing] = useState<{ domain: string; expectation: DomainExpectation } | null>(null)
  return (
    <aside className="admin-card checks-expected" aria-labelledby="checks-expected">
      <h2 id="checks-expected">{t('checks.screen.expectations')}</h2>
      <p className="admin-none">{t('checks.screen.expectationsHint')}</p>
      {list.map(({ domain, expectation }) => (
        <section key={domain} aria-label={domain}>
          <header>
            <h3>{domain}</h3>
            {maySet && (
              <Button
                icon={Pencil}
                size="dense"
                aria-label={t('checks.screen.editOf', { domain })}
                onClick={() => setEditing({ domain, expectation })}
              >
                {t('checks.screen.edit')}
              </Button>
            )}
          </header>
          <Facts expectation={expectation} />
        </section>
      ))}
      {editing !== null && (
        <ExpectationDialog
          {...editing}
          tenantId={tenantId}
          onSaved={(expectation) => {
            client.setQueryData(query.queryKey, (before) =>
              before?.map((one) => (one.domain === editing.domain ? { ...one, expectation } : one)),
            )
            onSaved(editing.domain)
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </aside>
  )
}

function Facts({ expectation }: { expectation: DomainExpectation }) {
  const { t } = useI18n()
  const { dkimSelector, dkimKey, mx, spfInclude } = expectation
  const none = t('checks.screen.notSet')
  const dkim =
    dkimSelector === null
      ? none
      : dkimKey === null
        ? dkimSelector
        : `${dkimSelector}, ${t('checks.screen.keySet')}`
  return (
    <dl className="admin-facts">
      <dt>{t('checks.names.dkim')}</dt>
      <dd>{dkim}</dd>
      <dt>{t('checks.names.mx')}</dt>
      <dd>{mx.join(', ') || none}</dd>
      <dt>{t('checks.names.spf')}</dt>
      <dd>{spfInclude === null ? none : `include:${spfInclude}`}</dd>
    </dl>
  )
}
