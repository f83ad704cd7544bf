import { later } from '@staffetta/ui'
import { useBlocker, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { newDraft } from './state/editor.ts'
import { hasUnsavedEvent } from './event-editor/open-work.ts'
import { LeaveDialog } from './event-editor/LeaveDialog.tsx'

const [EventEditor] = later(async () => (await import('./event-editor/index.ts')).EventEditor)

/** The full form where the view was. Whatever leads away from it asks first when something would be lost. */
export function EditorPlace({ edit, at }: { edit: string; at: string | null }) {
  const navigate = useNavigate()
  const done = useRef(false)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => !done.current && hasUnsavedEvent(),
    enableBeforeUnload: false, // event-editor/open-work.ts asks
    withResolver: true,
  })
  const close = () => {
    done.current = true
    void navigate({ to: '.', search: {}, replace: true })
  }
  return (
    <>
      <EventEditor
        key={`${edit} ${at}`}
        source={
          edit === 'new'
            ? { kind: 'new', draft: newDraft.get().draft }
            : { kind: 'event', ref: edit, recurrenceId: at }
        }
        onClose={close}
      />
      {status === 'blocked' && <LeaveDialog onLeave={proceed} onStay={reset} />}
    </>
  )
}
