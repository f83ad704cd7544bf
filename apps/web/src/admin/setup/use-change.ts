import { useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { tellFailure } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { withProof } from '../gate/step-up.ts'
import { adminQueries } from '../queries.ts'

/** What is done, the sentence that says so, and how it is taken back where it can be. */
export type Change<Data> = (
  work: () => Promise<Data>,
  done: string,
  undo?: { work: () => Promise<Data>; done: string },
) => Promise<void>

/** Changes what is set of a body, after a recent proof where the server wants one: what it answers is what is shown. */
export function useChange<Data>(tenantId: string, queryKey: QueryKey): Change<Data> {
  const client = useQueryClient()
  const { t } = useI18n()
  const change: Change<Data> = async (work, done, undo) => {
    client.setQueryData(queryKey, await withProof(work))
    void client.invalidateQueries({ queryKey: adminQueries.tenant(tenantId).queryKey })
    void client.invalidateQueries({ queryKey: ['admin', 'register'] })
    notify({
      text: done,
      ...(undo && {
        action: {
          label: t('actions.undo'),
          onAction: () => void change(undo.work, undo.done).catch(tellFailure),
        },
      }),
    })
  }
  return change
}

/** Whoever runs the installation, or the body; helpers and auditors look. */
export function useMayChange(): { mayChange: boolean; decides: boolean } {
  const roles = useQuery(adminQueries.access()).data?.roles ?? []
  const decides = roles.some(({ role }) => role === 'operator')
  return { decides, mayChange: decides || roles.some(({ role }) => role === 'tenant-admin') }
}
