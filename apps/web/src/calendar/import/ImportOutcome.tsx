import type { CalendarImport } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { FileUp } from 'lucide-react'
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
  const { id: importId, state, done } = found
  const total = found.events + found.tasks
  const then = (work: Promise<unknown>) =>
    inBackground(
      work.finally(() =>
        queryClient.invalidateQueries({ queryKey: calendarQueries.imports().queryKey, exact: true }),
      ),
    )
  return (
    <OutcomeDialog
      icon={FileUp}
      words={{
        title: t('calendarImport.title'),
        running: t('calendarImport.running'),
        progress: t('calendarImport.progress', { done, total }),
        done: t('calendarImport.done'),
        cancelled: t('calendarImport.cancelled'),
        stopped: t('calendarImport.stopped', { done, total }),
        stop: t('calendarImport.stop'),
        background: t('calendarImport.background'),
        resume: t('calendarImport.resume'),
      }}
      found={found}
      total={total}
      counts={(['added', 'updated', 'kept'] as const)
        .filter((one) => found[one] > 0)
        .map((one) => t(`calendarImport.${one}`, { count: found[one] }))}
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
