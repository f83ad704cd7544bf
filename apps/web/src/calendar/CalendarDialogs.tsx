import type { Scope } from '@staffetta/contract'
import { Button, Dialog, Radio } from '@staffetta/ui'
import { CalendarPlus, Repeat, Trash } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { ConfirmDialog } from '../app/ConfirmDialog.tsx'
import { useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
import { MoveToDialog } from './calendars/MoveToDialog.tsx'
import { CalendarForm } from './calendars/CalendarForm.tsx'
import { calendarDialog, closeDialog, type CalendarDialog } from './state/dialogs.ts'
import { useOpenEditor } from './state/editor.ts'
import { deleteCalendar } from './state/calendar-mutations.ts'
import { PrintDialog } from './print/PrintDialog.tsx'
import { SecondZoneDialog } from './time-grid/SecondZoneDialog.tsx'
import { calendarSubject } from './sharing/subject.ts'

export function CalendarDialogs() {
  const { t } = useI18n()
  const open = useStore(calendarDialog, (state) => state.open)
  switch (open?.kind) {
    case undefined:
      return null
    case 'scope':
      return <ScopeDialog {...open} />
    case 'move-to':
      return <MoveToDialog occurrence={open.occurrence} />
    case 'new-calendar':
      return <CalendarForm calendar={null} holds="events" onClose={closeDialog} />
    case 'rename-calendar':
      return <CalendarForm calendar={open.calendar} holds="events" onClose={closeDialog} />
    case 'delete-calendar':
      return (
        <ConfirmDialog
          title={t('calendar.delete.title', { name: open.calendar.name })}
          text={t('calendar.delete.text')}
          word={t('calendar.delete.confirm')}
          onConfirm={() => deleteCalendar(open.calendar.id)}
          onClose={closeDialog}
        />
      )
    case 'share-calendar':
      return (
        <Suspense fallback={null}>
          <SharingDialog subject={calendarSubject(open.calendar)} onClose={closeDialog} />
        </Suspense>
      )
    case 'second-zone':
      return <SecondZoneDialog />
    case 'print':
      return <PrintDialog />
    case 'quick-entry':
      return <QuickEntryDialog />
    case 'import':
      return (
        <Suspense fallback={null}>
          <ImportDialog {...open} />
        </Suspense>
      )
    case 'subscribe':
      return (
        <Suspense fallback={null}>
          <SubscribeDialog />
        </Suspense>
      )
    case 'subscription':
      return (
        <Suspense fallback={null}>
          <SubscriptionDialog calendarId={open.calendarId} />
        </Suspense>
      )
    case 'unsubscribe':
      return (
        <Suspense fallback={null}>
          <UnsubscribeDialog calendar={open.calendar} />
        </Suspense>
      )
    case 'export':
      return (
        <Suspense fallback={null}>
          <ExportDialog calendar={open.calendar} />
        </Suspense>
      )
  }
}

const SharingDialog = lazy(() =>
  import('./sharing/SharingDialog.tsx').then((module) => ({ default: module.SharingDialog })),
)
const ImportDialog = lazy(() =>
  import('./import/ImportDialog.tsx').then((module) => ({ default: module.ImportDialog })),
)
const ExportDialog = lazy(() =>
  import('./import/ExportDialog.tsx').then((module) => ({ default: module.ExportDialog })),
)

const loadSubscriptions = () => import('./subscriptions/index.ts')
const SubscribeDialog = lazy(() =>
  loadSubscriptions().then((module) => ({ default: module.SubscribeDialog })),
)
const SubscriptionDialog = lazy(() =>
  loadSubscriptions().then((module) => ({ default: module.SubscriptionDialog })),
)
const UnsubscribeDialog = lazy(() =>
  loadSubscriptions().then((module) => ({ default: module.UnsubscribeDialog })),
)

const QuickEntry = lazy(() =>
  import('./event-editor/index.ts').then((module) => ({ default: module.QuickEntry })),
)

/** A sentence that becomes an event: Enter goes on in the full form. */
function QuickEntryDialog() {
  const { t } = useI18n()
  const openEditor = useOpenEditor()
  return (
    <Dialog title={t('calendar.line.title')} icon={CalendarPlus} onClose={closeDialog}>
      <Suspense fallback={null}>
        <QuickEntry
          autoFocus
          onOpen={(draft) => {
            closeDialog()
            openEditor({ kind: 'new', draft })
          }}
          onSaved={closeDialog}
        />
      </Suspense>
    </Dialog>
  )
}

const scopeWords = {
  this: 'calendar.scope.this',
  following: 'calendar.scope.following',
  all: 'calendar.scope.all',
} as const

function ScopeDialog({
  verb,
  title,
  scopes,
  onChoose,
  onCancel,
}: Extract<CalendarDialog, { kind: 'scope' }>) {
  const { t } = useI18n()
  const [scope, setScope] = useState<Scope>('this')
  return (
    <Dialog
      title={t(`calendar.scope.${verb}`, { title })}
      icon={verb === 'remove' ? Trash : Repeat}
      onClose={onCancel}
      actions={
        <>
          <Button onClick={onCancel}>{t('actions.cancel')}</Button>
          <Button kind={verb === 'remove' ? 'danger' : 'primary'} onClick={() => onChoose(scope)}>
            {t(
              verb === 'remove'
                ? 'actions.delete'
                : verb === 'answer'
                  ? 'calendar.scope.send'
                  : 'actions.save',
            )}
          </Button>
        </>
      }
    >
      <div role="radiogroup" aria-label={t('calendar.scope.label')} className="choices">
        {scopes.map((one, at) => (
          <Radio
            key={one}
            name="scope"
            label={t(scopeWords[one])}
            checked={scope === one}
            autoFocus={at === 0}
            onChange={() => setScope(one)}
          />
        ))}
      </div>
    </Dialog>
  )
}
