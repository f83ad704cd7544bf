import './People.css'
import type { PersonRow, PersonState, TenantDetail } from '@staffetta/contract'
import { Button, Field, FilterTabs, Icon, Select } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Download, FileUp } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { tellFailure } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { BulkBar } from './BulkBar.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { PeopleList } from './PeopleList.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { fetchPeople, type PeopleFilter, peopleQueries } from './queries.ts'
import { RuleCard } from './RuleCard.tsx'
import { useSelection } from './selection.ts'
import { usePeople } from './use-people.ts'

type Shelf = PersonState | 'all'
type Open = { kind: 'person' | 'leave'; person: PersonRow } | { kind: 'import' } | null

const nowhere = { from: 0, to: 0 }

/** Who is of the body, and who of them may come in. */
export function PeopleTab({ tenant }: { tenant: TenantDetail }) {
  const { t, formats, locale } = useI18n()
  const tenantId = tenant.id
  const { data: overview, error, refetch } = useQuery(peopleQueries.overview(tenantId))
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const changes = roles.some(
    ({ role, scope }) => role === 'operator' || (role === 'tenant-admin' && scope?.id === tenantId),
  )
  const [shelf, setShelf] = useState<Shelf>('all')
  const [group, setGroup] = useState('')
  const [sort, setSort] = useState<'address' | 'quota'>('address')
  const [typed, setTyped] = useState('')
  const text = useDeferredValue(typed.trim())
  const [open, setOpen] = useState<Open>(null)
  const selection = useSelection()
  const filter: PeopleFilter = {
    ...(text !== '' && { text }),
    ...(group !== '' && { group }),
    ...(shelf !== 'all' && { state: shelf }),
    ...(sort === 'quota' && { sort }),
  }
  const found = usePeople(tenantId, filter, nowhere)
  const { counts, total } = found
  const countOf = (id: Shelf) =>
    counts && formats.number(id === 'all' ? counts.enabled + counts.disabled + counts.left : counts[id])
  const close = () => setOpen(null)
  const onRange = (from: number, to: number) => {
    fetchPeople(tenantId, filter, { from, limit: to - from + 1 }).then(selection.add, tellFailure)
  }

  return (
    <Loaded data={overview} error={error} onRetry={refetch}>
      {({ rule, groups }) => (
        <>
          <RuleCard tenant={tenant} rule={rule} changes={changes} />
          <section className="admin-card people">
            <div className="people-head">
              <h2>{t('admin.body.tabs.people')}</h2>
              {changes && (
                <div className="admin-buttons">
                  <a
                    className="admin-download"
                    href={adminApi.people.exportPeople({ tenantId, language: locale })}
                    download
                  >
                    <Icon of={Download} size={18} /> {t('people.download')}
                  </a>
                  <Button kind="primary" icon={FileUp} onClick={() => setOpen({ kind: 'import' })}>
                    {t('people.import.open')}
                  </Button>
                </div>
              )}
            </div>
            <div className="admin-filters">
              <FilterTabs
                label={t('people.shelf')}
                current={shelf}
                onChange={setShelf}
                tabs={(['all', 'enabled', 'disabled', 'left'] as const).map((id) => ({
                  id,
                  label: t(`people.shelves.${id}`),
                  count: countOf(id),
                }))}
              />
              <div className="people-find">
                {groups.length > 0 && (
                  <Select
                    dense
                    label={t('people.group')}
                    labelHidden
                    value={group}
                    options={[
                      { value: '', label: t('people.everyGroup') },
                      ...groups.map((name) => ({ value: name, label: name })),
                    ]}
                    onChange={(event) => setGroup(event.target.value)}
                  />
                )}
                <Select
                  dense
                  label={t('people.quota.sort')}
                  labelHidden
                  value={sort}
                  options={(['address', 'quota'] as const).map((value) => ({
                    value,
                    label: t(`people.quota.sorts.${value}`),
                  }))}
                  onChange={(event) => setSort(event.target.value === 'quota' ? 'quota' : 'address')}
                />
                <Field
                  dense
                  type="search"
                  label={t('people.find')}
                  labelHidden
                  placeholder={t('people.find')}
                  maxLength={200}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              </div>
            </div>
            {changes && (
              <>
                <BulkBar
                  tenant={tenant}
                  groups={groups}
                  selection={selection}
                  total={total ?? 0}
                  onAll={() => onRange(0, (total ?? 1) - 1)}
                />
                <p id="people-keys" className="ui-hidden">
                  {t('people.keys')}
                </p>
              </>
            )}
            <Loaded data={total} error={found.error} onRetry={found.refetch}>
              {(many) =>
                many === 0 ? (
                  <p className="admin-none">{t('people.none')}</p>
                ) : (
                  <PeopleList
                    tenantId={tenantId}
                    filter={filter}
                    selection={changes ? selection : null}
                    onOpen={(person) => setOpen({ kind: 'person', person })}
                    onRange={onRange}
                  />
                )
              }
            </Loaded>
          </section>
          {open?.kind === 'person' && (
            <PersonDialog
              tenantId={tenantId}
              person={open.person}
              changes={changes}
              onLeave={() => setOpen({ ...open, kind: 'leave' })}
              onClose={close}
            />
          )}
          {open?.kind === 'leave' && <LeaveDialog tenantId={tenantId} person={open.person} onClose={close} />}
          {open?.kind === 'import' && <ImportDialog tenantId={tenantId} onClose={close} />}
        </>
      )}
    </Loaded>
  )
}
