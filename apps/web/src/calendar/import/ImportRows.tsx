import type { CalendarImport } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { ProgressBar } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { showDialog } from '../state/dialogs.ts'
import { calendarQueries } from '../state/queries.ts'

/** Imports that go on, stopped, or left something out: one press opens them. */
export function ImportRows() {
  const { t } = useI18n()
  const { data } = useQuery({
    ...calendarQueries.imports(),
    refetchInterval: ({ state }) =>
      state.data?.imports.some((one) => one.state === 'running') === true ? 5_000 : false,
  })
  const worth = data?.imports.filter(isWorthAWord) ?? []
  if (worth.length === 0) return null
  return (
    <ul className="import-rows">
      {worth.map((found) => (
        <li key={found.id}>
          <button type="button" onClick={() => showDialog({ kind: 'import', importId: found.id })}>
            <span>{t('calendarImport.row', { name: found.fileName })}</span>
            <small>
              {found.state === 'done'
                ? t('calendarImport.rowLeft', { count: found.leftCount })
                : t('calendarImport.progress', { done: found.done, total: found.events + found.tasks })}
            </small>
          </button>
          {found.state === 'running' && (
            <ProgressBar
              label={t('calendarImport.running')}
              share={found.done / Math.max(1, found.events + found.tasks)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function isWorthAWord({ state, leftCount }: CalendarImport): boolean {
  return state === 'running' || state === 'failed' || (state === 'done' && leftCount > 0)
}
