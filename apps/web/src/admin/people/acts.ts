import type { PersonRow } from '@staffetta/contract'
import type { LucideIcon } from '@staffetta/ui'
import type { QueryClient } from '@tanstack/react-query'
import { i18n } from '../../app/i18n.tsx'
import { tellDone } from '../../app/tell-done.ts'
import { adminApi } from '../api.ts'
import { withProof } from '../gate/step-up.ts'

interface Wanted {
  state?: 'enabled' | 'disabled'
  group?: string
}

/** The screen shows it at once; what the server refuses is put back with a sentence, and all of it can be undone. */
export function changePeople(
  client: QueryClient,
  tenantId: string,
  {
    people,
    wanted,
    text,
    icon,
  }: { people: readonly PersonRow[]; wanted: Wanted; text: string; icon: LucideIcon },
): void {
  // Whoever has left is let in again from their own card, by name.
  const changed = people.filter((one) => wanted.state === undefined || one.state !== 'left')
  const now = new Map(changed.map((one) => [one.id, wanted]))
  const before = new Map(
    changed.map((one) => [
      one.id,
      {
        ...(wanted.state !== undefined && { state: stateBefore(one) }),
        ...(wanted.group !== undefined && { group: one.group }),
      },
    ]),
  )
  const put = async (values: ReadonlyMap<string, Wanted>, back: ReadonlyMap<string, Wanted>) => {
    show(client, tenantId, values)
    try {
      const changes = Array.from(values, ([personId, value]) => ({ personId, ...value }))
      await withProof(() => adminApi.people.changePeople({ tenantId, changes }))
    } catch (error) {
      show(client, tenantId, back)
      throw error
    } finally {
      looksOld(client, tenantId)
    }
  }
  const done = put(now, before)
  tellDone(done, {
    text,
    icon,
    takeBack: async () => {
      await done
      await put(before, now)
      return i18n().t('people.undone')
    },
  })
}

function stateBefore({ state }: PersonRow): 'enabled' | 'disabled' {
  return state === 'enabled' ? 'enabled' : 'disabled'
}

function show(client: QueryClient, tenantId: string, values: ReadonlyMap<string, Wanted>): void {
  client.setQueriesData<{ people: PersonRow[] }>(
    { queryKey: ['admin', 'people', tenantId, 'page'] },
    (page) =>
      page === undefined
        ? page
        : {
            ...page,
            people: page.people.map((one) => {
              const wanted = values.get(one.id)
              if (wanted === undefined) return one
              return { ...one, ...wanted, ...(wanted.state === 'disabled' && { sessions: 0 }) }
            }),
          },
  )
}

/** What is shown of a body's people, and of what was done, is asked for anew. */
export function looksOld(client: QueryClient, tenantId: string): void {
  void client.invalidateQueries({ queryKey: ['admin', 'people', tenantId] })
  void client.invalidateQueries({ queryKey: ['admin', 'register'] })
  void client.invalidateQueries({ queryKey: ['admin', 'tenant', tenantId] })
  void client.invalidateQueries({ queryKey: ['admin', 'grants'] })
}
