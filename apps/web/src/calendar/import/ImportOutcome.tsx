import type { CalendarImport } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'
import { OutcomeDialog } from '../../app/import/OutcomeDialog.tsx'
import { queryClient } from '../../app/query-client.ts'
import { closeDialog } from '../state/dialogs.ts'
import { inBackground } from '../state/in-background.ts'
import { calendarQueries } from '../state/queries.ts'
import { LeftList } from './LeftList.tsx'

interface Props {
  found: CalendarImport
  onClose: () => void
  onForget: () => void
}

/** How far it is, and what became of it. */
export function ImportOutcome({ found, onClose, onForget }: Props) {
  const { t } = useI18n()
  const { id: importId, state } = found
  const total = found.events + found.tasks
  const then = (work: Promise<unknown>) =>
    inBackground(
      work.finally(() =>
        queryClient.invalidateQueries({ queryKey: calendarQueries.imports().queryKey, exact: true }),
      ),
    )
  return (
    <OutcomeDialog
      area="calendarImport"
      found={found}
      total={total}
      actions={
        found.leftCount > 0 &&
        state === 'done' && <Button onClick={onForget}>{t('calendarImport.forget')}</Button>
      }
      onCancel={() => then(api.calendar.cancelImport({ importId }))}
      onResume={() => then(api.calendar.startImport({ importId, calendarId: null, name: '', update: false }))}
      onBackground={closeDialog}
      onClose={onClose}
    >
      <LeftList found={found} />
    </OutcomeDialog>
  )
}
