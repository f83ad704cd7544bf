import type { CalendarImport } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { useI18n } from '../../app/i18n.tsx'
import { ImportRows } from '../../app/import/ImportRows.tsx'
import { showDialog } from '../state/dialogs.ts'
import { calendarQueries } from '../state/queries.ts'

/** Files on their way into calendars. */
export function CalendarImportRows() {
  const { t } = useI18n()
  const { data } = useQuery({
    ...calendarQueries.imports(),
    refetchInterval: ({ state }) =>
      state.data?.imports.some((one) => one.state === 'running') === true ? 5_000 : false,
  })
  const rows = (data?.imports ?? []).filter(isWorthAWord).map((found) => {
    const { id, fileName, state, done, leftCount } = found
    const total = found.events + found.tasks
    return {
      id,
      name: t('calendarImport.row', { name: fileName }),
      detail:
        state === 'done'
          ? t('calendarImport.rowLeft', { count: leftCount })
          : t('calendarImport.progress', { done, total }),
      share: state === 'running' ? done / Math.max(1, total) : null,
    }
  })
  return (
    <ImportRows
      rows={rows}
      running={t('calendarImport.running')}
      onOpen={(importId) => showDialog({ kind: 'import', importId })}
    />
  )
}

function isWorthAWord({ state, leftCount }: CalendarImport): boolean {
  return state === 'running' || state === 'failed' || (state === 'done' && leftCount > 0)
}
