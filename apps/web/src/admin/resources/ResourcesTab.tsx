import '../setup/Setup.css'
import './Resources.css'
import type { TenantDetail, TenantResource, TenantResources } from '@staffetta/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { Loaded } from '../Loaded.tsx'
import { adminQueries } from '../queries.ts'
import { type Change, useChange, useMayChange } from '../setup/use-change.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import { type Written, ResourceForm } from './ResourceForm.tsx'
import { ResourceList } from './ResourceList.tsx'

/** What people of the body book: looked at as a list, changed one at a time in its place. */
export function ResourcesTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useI18n()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(adminQueries.resources(tenant.id))
  const { mayChange: may } = useMayChange()
  const mayChange = may && tenant.state !== 'closed'
  const [open, setOpen] = useState<TenantResource | 'new' | null>(null)
  const [removing, setRemoving] = useState<TenantResource | null>(null)
  const place = useRef<HTMLDivElement>(null)
  const cameFrom = useRef<string | null>(null)
  const keep = useChange<TenantResources>(tenant.id, adminQueries.resources(tenant.id).queryKey)
  const change: Change<TenantResources> = async (...what) => {
    await keep(...what)
    void client.invalidateQueries({ queryKey: adminQueries.resourceCalendars(tenant.id).queryKey })
  }

  useEffect(() => {
    if (open !== null || cameFrom.current === null) return
    // The button one came by was away with the list.
    const buttons = [...(place.current?.querySelectorAll<HTMLElement>('[data-opens]') ?? [])]
    const back = buttons.find(({ dataset }) => dataset['opens'] === cameFrom.current) ?? buttons[0]
    back?.focus()
    cameFrom.current = null
  }, [open])

  const show = (which: TenantResource | 'new') => {
    cameFrom.current = which === 'new' ? 'new' : which.address
    setOpen(which)
  }
  const save = async ({ address, ...settings }: Written) => {
    const put = (room: Omit<TenantResource, 'address'>, isNew: boolean) =>
      adminApi.rooms.putResource({ tenantId: tenant.id, address, ...room, isNew })
    const { name } = settings
    if (open === 'new' || open === null) {
      const said = data?.obstacle === null ? 'setup.resources.added' : 'setup.resources.listed'
      await change(() => put(settings, true), t(said, { name }))
      cameFrom.current = address
    } else {
      const { address: _same, ...before } = open
      await change(() => put(settings, false), t('setup.resources.changed', { name }), {
        work: () => put(before, false),
        done: t('setup.resources.changedBack', { name: before.name }),
      })
    }
    setOpen(null)
  }
  return (
    <div ref={place} className="setup">
      <Loaded data={data} error={error} onRetry={refetch}>
        {(known) =>
          open !== null ? (
            <ResourceForm
              tenant={tenant}
              of={open === 'new' ? null : open}
              taken={known.resources.map(({ address }) => address)}
              onSave={save}
              onClose={() => setOpen(null)}
            />
          ) : (
            <ResourceList
              tenantId={tenant.id}
              known={known}
              mayChange={mayChange}
              onAdd={() => show('new')}
              onOpen={show}
              onRemove={setRemoving}
            />
          )
        }
      </Loaded>
      {removing && (
        <RemoveDialog
          tenantId={tenant.id}
          resource={removing}
          onRemove={async () => {
            const { address, name } = removing
            await change(
              () => adminApi.rooms.removeResource({ tenantId: tenant.id, address }),
              t('setup.resources.removed', { name }),
            )
            place.current?.querySelector<HTMLElement>('[data-opens="new"]')?.focus()
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </div>
  )
}
