import { useBlocker, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useRef } from 'react'
import { newDraft } from './state/editor.ts'
import { hasUnsavedEvent } from './event-editor/open-work.ts'
import { LeaveDialog } from './event-editor/LeaveDialog.tsx'

const EventEditor = lazy(() =>
  import('./event-editor/index.ts').then((module) => ({ default: module.EventEditor })),
)

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
      <Suspense fallback={null}>
        <EventEditor
          key={`${edit} ${at}`}
          source={
            edit === 'new'
              ? { kind: 'new', draft: newDraft.get().draft }
              : { kind: 'event', ref: edit, recurrenceId: at }
          }
          onClose={close}
        />
      </Suspense>
      {status === 'blocked' && <LeaveDialog onLeave={proceed} onStay={reset} />}
    </>
  )
}
