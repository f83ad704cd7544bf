import type { CalendarImport } from '@staffetta/contract'
import { ApiError, errorCodes } from '@staffetta/contract'
import { Button, Dialog, ProgressBar } from '@staffetta/ui'
import { FileUp } from 'lucide-react'
import { api } from '../../app/api.ts'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { queryClient } from '../../app/query-client.ts'
import { closeDialog } from '../state/dialogs.ts'
import { inBackground } from '../state/in-background.ts'
import { calendarQueries } from '../state/queries.ts'
import { LeftList } from './LeftList.tsx'

/** How far it is, and what became of it. */
export function ImportOutcome({
  found,
  onClose,
  onForget,
}: {
  found: CalendarImport
  onClose: () => void
  onForget: () => void
}) {
  const { t } = useI18n()
  const { id, state, done, added, updated, kept } = found
  const total = found.events + found.tasks
  const then = (work: Promise<unknown>) =>
    inBackground(
      work.finally(() =>
        queryClient.invalidateQueries({ queryKey: calendarQueries.imports().queryKey, exact: true }),
      ),
    )
  const counts = (['added', 'updated', 'kept'] as const)
    .filter((one) => found[one] > 0)
    .map((one) => t(`calendarImport.${one}`, { count: { added, updated, kept }[one] }))
  return (
    <Dialog
      title={t('calendarImport.title')}
      icon={FileUp}
      width="wide"
      onClose={onClose}
      actions={
        state === 'running' ? (
          <>
            <Button onClick={() => then(api.calendar.cancelImport({ importId: id }))}>
              {t('calendarImport.stop')}
            </Button>
            <Button kind="primary" autoFocus onClick={closeDialog}>
              {t('calendarImport.background')}
            </Button>
          </>
        ) : state === 'failed' ? (
          <>
            <Button onClick={() => then(api.calendar.cancelImport({ importId: id }))}>
              {t('calendarImport.stop')}
            </Button>
            <Button
              kind="primary"
              autoFocus
              onClick={() =>
                then(api.calendar.startImport({ importId: id, calendarId: null, name: '', update: false }))
              }
            >
              {t('calendarImport.resume')}
            </Button>
          </>
        ) : (
          <>
            {found.leftCount > 0 && state === 'done' && (
              <Button onClick={onForget}>{t('calendarImport.forget')}</Button>
            )}
            <Button kind="primary" autoFocus onClick={onClose}>
              {t('actions.close')}
            </Button>
          </>
        )
      }
    >
      <div className="import">
        <p className="import-file">
          <strong>{found.fileName}</strong>
        </p>
        {state === 'running' && (
          <div className="import-waiting">
            <span>
              {t('calendarImport.running')}: {t('calendarImport.progress', { done, total })}
            </span>
            <ProgressBar label={t('calendarImport.running')} share={done / Math.max(1, total)} />
          </div>
        )}
        <p role="status">
          {state === 'done' && t('calendarImport.done')}
          {state === 'cancelled' && t('calendarImport.cancelled')}
          {state === 'failed' && t('calendarImport.stopped', { done, total })}
        </p>
        {state === 'failed' && <p role="alert">{sentenceOf(errorOf(found.error), t)}</p>}
        {state !== 'running' && counts.length > 0 && (
          <ul className="import-compared">
            {counts.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        <LeftList found={found} />
      </div>
    </Dialog>
  )
}

function errorOf(code: string | null): ApiError | undefined {
  const known = errorCodes.find((one) => one === code)
  return known === undefined ? undefined : new ApiError(known)
}
