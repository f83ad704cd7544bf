import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useStore } from '../app/store.ts'
import type { Change } from '../calendar/state/pending.ts'
import { pending } from './state/changes.ts'
import { type Contact, isSaving } from './state/contact.ts'
import { plainUid } from './state/plain-uid.ts'
import type { Known } from './state/use-contacts.ts'

/** What is open follows what becomes of it: moved, it has another name in its new place; removed by hand, it is closed. */
export function useFollowedCard(
  { byRef, byUid }: Known,
  { card, group, editing }: { card: string | undefined; group: string | undefined; editing: boolean },
): void {
  const navigate = useNavigate()
  const open = card === undefined ? undefined : byRef.get(card)
  const followed = useRef<{ card: string | undefined; uid: string }>({ card: undefined, uid: '' })
  useEffect(() => {
    if (open) followed.current = { card, uid: open.uid }
    else if (card !== undefined && followed.current.card === card && !editing) {
      const moved = byUid.get(plainUid(followed.current.uid))
      if (moved && !isSaving(moved.ref))
        void navigate({ to: '.', search: (before) => ({ ...before, card: moved.ref }), replace: true })
    }
  }, [open, card, editing, byUid, navigate])
  const cardRemoved = useStore(pending, ({ changes }) => changes.some((change) => removes(change, card)))
  const groupRemoved = useStore(pending, ({ changes }) => changes.some((change) => removes(change, group)))
  useEffect(() => {
    if (cardRemoved || groupRemoved)
      void navigate({
        to: '.',
        search: ({ card: _card, edit: _edit, group: before, ...rest }) => ({
          ...rest,
          ...(before !== undefined && !groupRemoved && { group: before }),
        }),
      })
  }, [cardRemoved, groupRemoved, navigate])
}

function removes({ before, after }: Change<Contact>, ref: string | undefined): boolean {
  return before.some((one) => one.ref === ref) && !after.some((one) => one.ref === ref)
}
