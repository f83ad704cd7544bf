import type { Scope } from '@staffetta/contract'
import { Button, Dialog, later, Radio } from '@staffetta/ui'
import { CalendarPlus, Repeat, Trash } from 'lucide-react'
import { useState } from 'react'
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
      return <SharingDialog subject={calendarSubject(open.calendar)} onClose={closeDialog} />
    case 'second-zone':
      return <SecondZoneDialog />
    case 'print':
      return <PrintDialog />
    case 'quick-entry':
      return <QuickEntryDialog />
    case 'import':
      return <ImportDialog {...open} />
    case 'subscribe':
      return <SubscribeDialog />
    case 'subscription':
      return <SubscriptionDialog calendarId={open.calendarId} />
    case 'unsubscribe':
      return <UnsubscribeDialog calendar={open.calendar} />
    case 'export':
      return <ExportDialog calendar={open.calendar} />
  }
}

const [SharingDialog] = later(async () => (await import('./sharing/SharingDialog.tsx')).SharingDialog)
const [ImportDialog] = later(async () => (await import('./import/ImportDialog.tsx')).ImportDialog)
const [ExportDialog] = later(async () => (await import('./import/ExportDialog.tsx')).ExportDialog)

const loadSubscriptions = () => import('./subscriptions/index.ts')
const [SubscribeDialog] = later(async () => (await loadSubscriptions()).SubscribeDialog)
const [SubscriptionDialog] = later(async () => (await loadSubscriptions()).SubscriptionDialog)
const [UnsubscribeDialog] = later(async () => (await loadSubscriptions()).UnsubscribeDialog)

const [QuickEntry] = later(async () => (await import('./event-editor/index.ts')).QuickEntry)

/** A sentence that becomes an event: Enter goes on in the full form. */
function QuickEntryDialog() {
  const { t } = useI18n()
  const openEditor = useOpenEditor()
  return (
    <Dialog title={t('calendar.line.title')} icon={CalendarPlus} onClose={closeDialog}>
      <QuickEntry
        autoFocus
        onOpen={(draft) => {
          closeDialog()
          openEditor({ kind: 'new', draft })
        }}
        onSaved={closeDialog}
      />
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
