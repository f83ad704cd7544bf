import type { ContactsImport } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { ImportRows } from '../../app/import/ImportRows.tsx'
import { showDialog } from '../state/dialogs.ts'
import { contactQueries } from '../state/queries.ts'

/** Files on their way into address books. */
export function ContactsImportRows() {
  const { t } = useI18n()
  const { data } = useQuery({
    ...contactQueries.imports(),
    refetchInterval: ({ state }) =>
      state.data?.imports.some((one) => one.state === 'running') === true ? 5_000 : false,
  })
  const rows = (data?.imports ?? []).filter(isWorthAWord).map((found) => {
    const { id, fileName, state, done, leftCount } = found
    const total = found.people + found.groups
    return {
      id,
      name: t('contactsImport.rowOf', { name: fileName }),
      detail:
        state === 'done'
          ? t('contactsImport.rowLeft', { count: leftCount })
          : t('contactsImport.progress', { done, total }),
      share: state === 'running' ? done / Math.max(1, total) : null,
    }
  })
  return (
    <ImportRows
      rows={rows}
      running={t('contactsImport.running')}
      onOpen={(importId) => showDialog({ kind: 'import', importId })}
    />
  )
}

function isWorthAWord({ state, leftCount }: ContactsImport): boolean {
  return state === 'running' || state === 'failed' || (state === 'done' && leftCount > 0)
}
