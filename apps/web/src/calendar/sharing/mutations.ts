import type { Calendar, ShareRight, Sharing } from '@staffetta/contract'
import { Undo2 } from 'lucide-react'
import { tellFailure } from '../../app/errors.tsx'
import { i18n } from '../../app/i18n.tsx'
import { notify } from '../../app/notify.ts'
import { queryClient } from '../../app/query-client.ts'
import { updateCalendar } from '../state/calendar-mutations.ts'
import { inBackground } from '../state/in-background.ts'
import type { SharingSubject } from './subject.ts'

/** Gives, changes or takes back: on screen at once, as it was again when the server refuses. */
export async function putShare(
  subject: SharingSubject,
  { address, name, right }: { address: string | null; name: string; right: ShareRight | null },
): Promise<void> {
  const { key } = subject
  const before = queryClient.getQueryData<Sharing>(key)
  queryClient.setQueryData<Sharing>(key, before && withShare(before, { address, name, right }))
  try {
    queryClient.setQueryData(key, await subject.put(address, right))
  } catch (error) {
    queryClient.setQueryData(key, before)
    throw error
  }
}

/** Taken back from somebody; they can have it again from the toast. */
export async function withdrawShare(
  subject: SharingSubject,
  share: Sharing['shares'][number],
): Promise<void> {
  const { address, name, right } = share
  await putShare(subject, { address, name, right: null })
  const { t } = i18n()
  notify({
    text: t('sharing.withdrawn', { name }),
    icon: Undo2,
    action: {
      label: t('actions.undo'),
      onAction: () => void putShare(subject, { address, name, right }).catch(tellFailure),
    },
  })
}

/** Out of one's own list; whoever shares it is not told. */
export function leaveCalendar({ id, name }: Calendar): void {
  const { t } = i18n()
  inBackground(
    updateCalendar(id, { removed: true }).then(() =>
      notify({
        text: t('sharing.left', { name }),
        icon: Undo2,
        action: {
          label: t('actions.undo'),
          onAction: () => inBackground(updateCalendar(id, { removed: false })),
        },
      }),
    ),
  )
}

function withShare(
  sharing: Sharing,
  { address, name, right }: { address: string | null; name: string; right: ShareRight | null },
): Sharing {
  const at = sharing.shares.findIndex((one) => one.address === address)
  if (right === null) return { ...sharing, shares: sharing.shares.filter((one) => one.address !== address) }
  const share = { address, name, right, pending: false }
  return { ...sharing, shares: at === -1 ? [...sharing.shares, share] : sharing.shares.with(at, share) }
}
