import type { Calendar, CalendarColour, Scope } from '@staffetta/contract'
import { Button, Dialog, Field, Radio, Select } from '@staffetta/ui'
import { CalendarPlus, CalendarSync, Globe, Pencil, Repeat, Trash } from 'lucide-react'
import { lazy, Suspense, useState, type FormEvent } from 'react'
import { device } from '../app/device.ts'
import { sentenceOf } from '../app/errors.tsx'
import { useI18n } from '../app/i18n.tsx'
import { useStore } from '../app/store.ts'
import { moveToCalendar } from './actions.ts'
import { colours } from './colours.ts'
import { calendarDialog, closeDialog, type CalendarDialog } from './dialogs.ts'
import { useOpenEditor } from './editor.ts'
import { createCalendar, deleteCalendar, updateCalendar } from './mutations.ts'
import { PrintDialog } from './print/PrintDialog.tsx'
import { useCalendars } from './use-calendar.ts'

export function CalendarDialogs() {
  const open = useStore(calendarDialog, (state) => state.open)
  switch (open?.kind) {
    case undefined:
      return null
    case 'scope':
      return <ScopeDialog {...open} />
    case 'move-to':
      return <MoveToDialog occurrence={open.occurrence} />
    case 'new-calendar':
      return <CalendarForm calendar={null} />
    case 'rename-calendar':
      return <CalendarForm calendar={open.calendar} />
    case 'delete-calendar':
      return <DeleteDialog calendar={open.calendar} />
    case 'second-zone':
      return <ZoneDialog />
    case 'print':
      return <PrintDialog />
    case 'quick-entry':
      return <QuickEntryDialog />
  }
}

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

function MoveToDialog({ occurrence }: Omit<Extract<CalendarDialog, { kind: 'move-to' }>, 'kind'>) {
  const { t } = useI18n()
  const others = useCalendars().filter(
    ({ id, can, holds }) => can.write && holds.events && id !== occurrence.calendarId,
  )
  const [chosen, setChosen] = useState(others[0]?.id ?? '')
  return (
    <Dialog
      title={t('calendar.moveTo.title')}
      icon={CalendarSync}
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>{t('actions.cancel')}</Button>
          <Button
            kind="primary"
            disabled={chosen === ''}
            onClick={() => {
              closeDialog()
              moveToCalendar(occurrence, chosen)
            }}
          >
            {t('calendar.moveTo.move')}
          </Button>
        </>
      }
    >
      {occurrence.recurring && <p>{t('calendar.moveTo.series')}</p>}
      <div role="radiogroup" aria-label={t('calendar.event.calendar')} className="choices">
        {others.map(({ id, name, owner, colour }, at) => (
          <span key={id} className="choice-calendar" data-colour={colour}>
            <Radio
              name="calendar"
              label={name}
              hint={owner ?? undefined}
              checked={chosen === id}
              autoFocus={at === 0}
              onChange={() => setChosen(id)}
            />
            <i aria-hidden="true" />
          </span>
        ))}
      </div>
    </Dialog>
  )
}

/** A new calendar, or the name and colour of one there is. */
function CalendarForm({ calendar }: { calendar: Calendar | null }) {
  const { t } = useI18n()
  const [name, setName] = useState(calendar?.name ?? '')
  const [colour, setColour] = useState<CalendarColour>(calendar?.colour ?? 'petrolio')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return setWrong(t('calendar.form.noName'))
    setBusy(true)
    try {
      if (calendar) await updateCalendar(calendar.id, { name: name.trim(), colour })
      else await createCalendar(name.trim(), colour)
      closeDialog()
    } catch (error) {
      setBusy(false)
      setWrong(sentenceOf(error, t))
    }
  }
  return (
    <Dialog
      title={calendar ? t('calendar.form.renameTitle', { name: calendar.name }) : t('calendar.form.newTitle')}
      icon={calendar ? Pencil : CalendarPlus}
      onClose={closeDialog}
    >
      <form className="calendar-form" onSubmit={(event) => void save(event)}>
        <Field
          label={t('calendar.form.name')}
          value={name}
          autoFocus
          maxLength={250}
          error={wrong ?? undefined}
          onChange={(event) => {
            setName(event.target.value)
            setWrong(null)
          }}
        />
        <Swatches colour={colour} onChange={setColour} />
        <div className="ui-dialog-actions">
          <Button onClick={closeDialog}>{t('actions.cancel')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {calendar ? t('actions.save') : t('actions.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Swatches({
  colour,
  onChange,
}: {
  colour: CalendarColour
  onChange: (colour: CalendarColour) => void
}) {
  const { t } = useI18n()
  return (
    <fieldset className="swatches">
      <legend>{t('calendar.form.colour')}</legend>
      {colours.map((one) => (
        <label key={one} data-colour={one} title={t(`calendar.colours.${one}`)}>
          <input type="radio" name="colour" checked={one === colour} onChange={() => onChange(one)} />
          <i aria-hidden="true" />
          <span className="ui-hidden">{t(`calendar.colours.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function DeleteDialog({ calendar }: { calendar: Calendar }) {
  const { t } = useI18n()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const confirm = async () => {
    setBusy(true)
    try {
      await deleteCalendar(calendar.id)
      closeDialog()
    } catch (error) {
      setBusy(false)
      setWrong(sentenceOf(error, t))
    }
  }
  return (
    <Dialog
      alert
      title={t('calendar.delete.title', { name: calendar.name })}
      icon={Trash}
      tone="bad"
      onClose={closeDialog}
      actions={
        <>
          <Button autoFocus onClick={closeDialog}>
            {t('actions.cancel')}
          </Button>
          <Button kind="danger" busy={busy} onClick={() => void confirm()}>
            {t('calendar.delete.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('calendar.delete.text')}</p>
      {wrong && <p role="alert">{wrong}</p>}
    </Dialog>
  )
}

function ZoneDialog() {
  const { t } = useI18n()
  const chosen = useStore(device, (state) => state.calendarSecondZone)
  return (
    <Dialog
      title={t('calendar.zone.title')}
      icon={Globe}
      onClose={closeDialog}
      actions={
        <Button kind="primary" onClick={closeDialog}>
          {t('actions.close')}
        </Button>
      }
    >
      <p>{t('calendar.zone.text')}</p>
      <Select
        label={t('calendar.zone.label')}
        value={chosen ?? ''}
        autoFocus
        options={[
          { value: '', label: t('calendar.zone.none') },
          ...Intl.supportedValuesOf('timeZone').map((zone) => ({
            value: zone,
            label: zone.replaceAll('_', ' '),
          })),
        ]}
        onChange={(event) => device.set({ calendarSecondZone: event.target.value || null })}
      />
    </Dialog>
  )
}
