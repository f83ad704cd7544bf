import type { Calendar, Done, EventDetail } from '@staffetta/contract'
import { Notice } from '@staffetta/ui'
import { CircleAlert, Lock } from 'lucide-react'
import { useRef, useState } from 'react'
import { sentenceOf } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { FreeBusyPanel } from '../free-busy/FreeBusyPanel.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { DayPreview } from './DayPreview.tsx'
import { type EventForm, withWhen } from './event-form.ts'
import { EventFormFields } from './EventFormFields.tsx'
import { EventHead } from './EventHead.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { useUnsavedGuard } from './open-work.ts'
import type { Target } from './save-event.ts'
import { isResource, useResources } from '../resources/use-resources.ts'
import { ScopeDialog } from './ScopeDialog.tsx'
import { useAttaching } from './use-attaching.ts'
import { useSaving } from './use-saving.ts'
import { whenFormOf } from '../fields/when-form.ts'

interface Props {
  target: Target
  opened: EventForm
  /** Of an event that is there. */
  detail: EventDetail | null
  calendars: readonly Calendar[]
  zone: string
  onSaved: (done: Done | null) => void
  onClose: () => void
}

/** The form of one event with the day it falls on beside it. */
export function EventSheet({ target, opened, detail, calendars, zone, onSaved, onClose }: Props) {
  const { t } = useI18n()
  const [form, setForm] = useState(opened)
  const [leaving, setLeaving] = useState(false)
  const sheet = useRef<HTMLDivElement>(null)
  const recurring = detail?.occurrence.recurring ?? false
  const saving = useSaving({ target, form, opened, recurring, zone, onSaved })
  const resources = useResources()
  const readOnly = detail !== null && !detail.can.change
  const calendar = calendars.find(({ id }) => id === form.calendarId)
  const attaching = useAttaching({
    calendar,
    attachments: form.attachments,
    onAttach: (one) => setForm((now) => ({ ...now, attachments: [...now.attachments, one] })),
  })
  const changed = saving.changed || attaching.arriving.length > 0
  useUnsavedGuard(changed)

  const save = () => {
    const wrong = sheet.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (wrong) wrong.focus()
    else if (!attaching.isWaiting()) saving.save()
  }
  const cancel = () => (changed ? setLeaving(true) : onClose())
  return (
    <div
      ref={sheet}
      className="edit-sheet"
      {...(!readOnly && !saving.saving && attaching.dropHandlers)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || readOnly) return
        // Keys pressed in a dialog arrive here too, through React's tree.
        if (event.target instanceof Node && !event.currentTarget.contains(event.target)) return
        event.preventDefault()
        // What is being typed counts: the field takes it when it is left, and Save is pressed after that.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
        setTimeout(() =>
          sheet.current?.querySelector<HTMLElement>('.edit-head .ui-button[data-kind=primary]')?.click(),
        )
      }}
    >
      <EventHead
        isNew={target.kind === 'new'}
        takesFocus={opened.title !== ''}
        calendar={calendar}
        series={recurring ? { scope: saving.scope } : null}
        sends={
          saving.changed &&
          [...form.attendees, ...opened.attendees].some(({ address }) => !isResource(resources, address))
        }
        saving={saving.saving}
        readOnly={readOnly}
        onSave={save}
        onCancel={cancel}
      />
      <div className="edit-notices">
        {readOnly && <Notice icon={Lock}>{t('event.readOnly')}</Notice>}
        {detail !== null && detail.problems > 0 && <Notice icon={CircleAlert}>{t('event.problems')}</Notice>}
        {saving.error !== null && (
          // The field one was in was locked while saving went on.
          <div ref={focus} tabIndex={-1}>
            <Notice icon={CircleAlert} tone="bad" live="alert">
              {sentenceOf(saving.error, t)} {t('event.kept')}
            </Notice>
          </div>
        )}
      </div>
      <div className="edit-body">
        <div className="edit-form">
          <fieldset className="edit-all" disabled={readOnly || saving.saving}>
            <EventFormFields
              form={form}
              opened={saving.before}
              calendars={calendars}
              answers={detail?.attendees ?? []}
              uid={detail?.occurrence.uid ?? null}
              series={detail && recurring ? seriesOf(detail, zone) : null}
              of={target.kind === 'event' ? target : null}
              attaching={attaching}
              onChange={(change) => setForm((now) => ({ ...now, ...change }))}
            />
          </fieldset>
        </div>
        <div className="edit-beside">
          {form.attendees.length > 0 && (
            <FreeBusyPanel
              when={form.when}
              attendees={form.attendees}
              answers={detail?.attendees ?? []}
              except={detail?.occurrence ?? null}
              zone={zone}
              readOnly={readOnly || saving.saving}
              onChange={(when) => setForm((now) => ({ ...now, ...withWhen(now, saving.before, when) }))}
            />
          )}
          <DayPreview
            when={form.when}
            except={detail?.occurrence ?? null}
            calendars={calendars}
            zone={zone}
          />
        </div>
      </div>
      {saving.askingScope && (
        <ScopeDialog scopes={saving.askingScope} onChoose={saving.chooseScope} onClose={saving.cancelScope} />
      )}
      {saving.conflict && (
        <ConflictDialog
          fields={saving.conflict.fields}
          mine={form}
          theirs={saving.conflict.theirs}
          onSave={(keepTheirs) => setForm(saving.settle(keepTheirs))}
          onClose={saving.cancelConflict}
        />
      )}
      {leaving && <LeaveDialog onLeave={onClose} onStay={() => setLeaving(false)} />}
    </div>
  )
}

function focus(place: HTMLElement | null): void {
  place?.focus()
}

function seriesOf({ seriesStart, occurrence, fields }: EventDetail, zone: string) {
  return {
    start: seriesStart && whenFormOf(seriesStart, seriesStart, zone).startDay,
    exception: occurrence.exception && fields.recurrence === null,
  }
}
