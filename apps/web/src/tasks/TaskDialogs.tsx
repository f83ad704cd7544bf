import type { CalendarId, TaskScope } from '@staffetta/contract'
import { Button, Dialog, later, Radio } from '@staffetta/ui'
import { Trash } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../app/ConfirmDialog.tsx'
import { useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
import { CalendarForm } from '../calendar/calendars/CalendarForm.tsx'
import { deleteCalendar } from '../calendar/state/calendar-mutations.ts'
import { closeDialog, type TaskDialog, taskDialog } from './dialogs.ts'
import { calendarSubject } from '../calendar/sharing/subject.ts'

const [SharingDialog] = later(
  async () => (await import('../calendar/sharing/SharingDialog.tsx')).SharingDialog,
)

interface Props {
  onList: (listId: CalendarId) => void
  onGone: (listId: CalendarId) => void
}

export function TaskDialogs({ onList, onGone }: Props) {
  const { t } = useI18n()
  const open = useStore(taskDialog, (state) => state.open)
  switch (open?.kind) {
    case undefined:
      return null
    case 'scope':
      return <TaskScopeDialog />
    case 'new-list':
      return <CalendarForm calendar={null} holds="tasks" onCreated={onList} onClose={closeDialog} />
    case 'share-list':
      return <SharingDialog subject={calendarSubject(open.list)} onClose={closeDialog} />
    case 'rename-list':
      return <CalendarForm calendar={open.list} holds="tasks" onClose={closeDialog} />
    case 'delete-list':
      return (
        <ConfirmDialog
          title={t('calendar.delete.title', { name: open.list.name })}
          text={t('tasks.lists.deleteText', { count: open.count })}
          word={t('tasks.lists.delete')}
          onConfirm={async () => {
            await deleteCalendar(open.list.id)
            onGone(open.list.id)
          }}
          onClose={closeDialog}
        />
      )
  }
}

/** Also where tasks stand among events. */
export function TaskScopeDialog() {
  const open = useStore(taskDialog, (state) => state.open)
  return open?.kind === 'scope' ? <ScopeDialog {...open} /> : null
}

function ScopeDialog({ title, onChoose }: Extract<TaskDialog, { kind: 'scope' }>) {
  const { t } = useI18n()
  const [scope, setScope] = useState<TaskScope>('this')
  return (
    <Dialog
      title={t('tasks.scope.title', { title })}
      icon={Trash}
      onClose={() => onChoose(null)}
      actions={
        <>
          <Button onClick={() => onChoose(null)}>{t('actions.cancel')}</Button>
          <Button kind="danger" onClick={() => onChoose(scope)}>
            {t('actions.delete')}
          </Button>
        </>
      }
    >
      <div role="radiogroup" aria-label={t('tasks.scope.label')} className="choices">
        {(['this', 'all'] as const).map((one) => (
          <Radio
            key={one}
            name="scope"
            label={t(`tasks.scope.${one}`)}
            checked={scope === one}
            autoFocus={one === 'this'}
            onChange={() => setScope(one)}
          />
        ))}
      </div>
    </Dialog>
  )
}
