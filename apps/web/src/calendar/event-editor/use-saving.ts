import { ApiError, type Done, type EventDetail, type Scope } from '@staffetta/contract'
import { useState } from 'react'
import type { EventForm } from './event-form.ts'
import { type FormField, isChanged, rebased } from './form-changes.ts'
import { queryClient } from '../../app/query-client.ts'
import { refreshEvents } from '../state/live.ts'
import { saveEvent, scopesFor, type Target } from './save-event.ts'

interface Conflict {
  theirs: EventForm
  detail: EventDetail
  fields: FormField[]
}

interface Options {
  target: Target
  form: EventForm
  /** The form as it was opened; an event that was not changed is not stored again. */
  opened: EventForm
  recurring: boolean
  zone: string
  onSaved: (done: Done | null) => void
}

/** From pressing Save to what is stored: the question about the series, conflicts, failures. What is written stays. */
export function useSaving({ target: first, form, opened, recurring, zone, onSaved }: Options) {
  const [target, setTarget] = useState(first)
  const [before, setBefore] = useState(opened)
  const [scope, setScope] = useState<Scope | null>(null)
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [asking, setAsking] = useState(false)
  const scopes = scopesFor(before, form)

  const store = async (wanted: Scope, to: Target, base: EventForm, after: EventForm): Promise<void> => {
    setSaving(true)
    setError(null)
    setConflict(null)
    const outcome = await saveEvent(to, { before: base, after, scope: wanted, zone })
    setSaving(false)
    if (outcome.kind === 'saved') {
      void refreshEvents(queryClient)
      return onSaved(outcome.done)
    }
    if (outcome.kind === 'failed') return setError(isTold(outcome.error) ? null : outcome.error)
    const { theirs, detail, fields } = outcome
    if (fields.length > 0) return setConflict({ theirs, detail, fields })
    // Theirs and mine do not meet: what was refused as a whole is said again on what is stored now.
    const newer = to.kind === 'event' ? { ...to, etag: detail.etag } : to
    if (to.kind === 'event' && to.etag === detail.etag) return setError(new ApiError('calendar/conflict'))
    return store(wanted, newer, theirs, rebased(base, after, { theirs, keepTheirs: [] }))
  }

  return {
    saving,
    error,
    scope,
    conflict,
    before,
    askingScope: asking ? scopes : null,
    changed: isChanged(before, form),
    save: () => {
      if (saving) return
      if (target.kind === 'event' && !isChanged(before, form)) return onSaved(null)
      if (target.kind === 'event' && recurring) return setAsking(true)
      void store('this', target, before, form)
    },
    chooseScope: (chosen: Scope) => {
      setAsking(false)
      setScope(chosen)
      void store(chosen, target, before, form)
    },
    cancelScope: () => setAsking(false),
    cancelConflict: () => setConflict(null),
    /** Goes on from what is stored now; gives back the form as it is then. */
    settle: (keepTheirs: FormField[]): EventForm => {
      const { theirs, detail } = conflict!
      const after = rebased(before, form, { theirs, keepTheirs })
      const newer: Target = target.kind === 'event' ? { ...target, etag: detail.etag } : target
      setTarget(newer)
      setBefore(theirs)
      void store(scope ?? 'this', newer, theirs, after)
      return after
    },
  }
}

/** The dialog of the session lies over the form and says it. */
function isTold(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'auth/session-required'
}
