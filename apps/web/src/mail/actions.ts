import type { Mailbox, MailboxRole } from '@staffetta/contract'
import type { MessageKey } from '@staffetta/i18n'
import type { LucideIcon } from '@staffetta/ui'
import { Archive, Flag, FolderInput, Mail, MailOpen, ShieldAlert, ShieldCheck, Trash } from 'lucide-react'
import { i18n } from '../app/i18n.tsx'
import { notify } from '../app/notify.ts'
import { queryClient } from '../app/query-client.ts'
import { tellDone } from '../app/tell-done.ts'
import { showDialog } from './dialogs.ts'
import {
  copyMessages,
  inBackground,
  moveMessages,
  onlyRow,
  partsOf,
  purgeMessages,
  refsToTurn,
  setFlag,
  undoMove,
  type Destination,
  type Target,
} from './mutations.ts'
import { mailboxName } from './names.ts'
import { stepAside } from './open-message.ts'
import { mailQueries } from './queries.ts'
import { clearSelection } from './selection.ts'

// What a person does to messages: done at once, told in one line, taken back within ten seconds.

export function archive(target: Target): void {
  move(target, { role: 'archive' }, 'done.archived', Archive)
}

/** To the trash; from the trash there is only for good, which asks first. */
export function remove(target: Target): void {
  if (partsOf(target).every(({ mailboxId }) => roleOf(mailboxId) === 'trash'))
    showDialog({ kind: 'purge', target })
  else move(target, { role: 'trash' }, 'done.deleted', Trash)
}

export function purge(target: Target): void {
  stepAside(target)
  clearSelection()
  inBackground(
    purgeMessages(target).then(() =>
      notify({ text: i18n().t('done.purged', { count: target.count }), icon: Trash }),
    ),
  )
}

export function reportJunk(target: Target): void {
  move(target, { role: 'junk' }, 'done.junked', ShieldAlert, 'junk')
}

export function reportNotJunk(target: Target): void {
  move(target, { role: 'inbox' }, 'done.unjunked', ShieldCheck, 'not-junk')
}

export function moveTo(target: Target, mailboxId: string): void {
  move(target, { mailboxId }, 'done.moved', FolderInput, undefined, { name: nameOf(mailboxId) })
}

export function copyTo(target: Target, mailboxId: string): void {
  inBackground(
    copyMessages(target, mailboxId).then(() =>
      notify({
        text: i18n().t('done.copied', { count: target.count, name: nameOf(mailboxId) }),
        icon: FolderInput,
      }),
    ),
  )
}

export function askWhereTo(target: Target, { copy = false } = {}): void {
  showDialog({ kind: 'move', target, copy })
}

/** Read or not: one row changes silently, many are told. */
export function markSeen(target: Target, seen: boolean): void {
  mark(target, 'seen', seen, seen ? 'done.read' : 'done.unread', seen ? MailOpen : Mail)
}

export function markFlagged(target: Target, flagged: boolean): void {
  mark(target, 'flagged', flagged, flagged ? 'done.flagged' : 'done.unflagged', Flag)
}

function mark(target: Target, flag: string, on: boolean, told: MessageKey, icon: LucideIcon): void {
  const refs = refsToTurn(target, flag, on)
  inBackground(setFlag(target, flag, on))
  if (onlyRow(target)) return
  notify({
    text: i18n().t(told, { count: target.count }),
    icon,
    // Of a whole list nobody remembers what each message was: that cannot be taken back exactly, so it is not offered.
    ...(target.set.refs && refs.length > 0
      ? {
          action: {
            label: i18n().t('actions.undo'),
            onAction: () =>
              inBackground(
                setFlag(
                  {
                    ...target,
                    set: { refs },
                    count: refs.length,
                  },
                  flag,
                  !on,
                ),
              ),
          },
        }
      : {}),
  })
}

function move(
  wanted: Target,
  to: Destination,
  told: MessageKey,
  icon: LucideIcon,
  as?: 'junk' | 'not-junk',
  values: Record<string, string> = {},
): void {
  const target = elsewhere(wanted, to)
  if (!target) return clearSelection()
  stepAside(target)
  clearSelection()
  const { t } = i18n()
  const moving = moveMessages(target, to, as ? { as } : {})
  tellDone(moving, {
    text: t(told, { count: target.count, ...values }),
    icon,
    takeBack: async () => {
      const back = as === 'junk' ? 'not-junk' : as === 'not-junk' ? 'junk' : undefined
      const whole = await undoMove(await moving, back)
      return t(whole ? 'done.undone' : 'done.undoPartly')
    },
  })
}

/** Without the messages that are there already; null when none is left. */
function elsewhere(target: Target, to: Destination): Target | null {
  const there = 'mailboxId' in to ? to.mailboxId : knownMailboxes().find(({ role }) => role === to.role)?.id
  const parts = partsOf(target)
  const away = parts.filter(({ mailboxId }) => mailboxId !== there)
  if (away.length === parts.length) return target
  const [first] = away
  if (!first) return null
  return {
    mailboxId: first.mailboxId,
    set: { refs: away.flatMap(({ set }) => set.refs ?? []) },
    known: away.flatMap(({ known }) => known),
    count: away.reduce((sum, { count }) => sum + count, 0),
  }
}

function knownMailboxes(): Mailbox[] {
  return queryClient.getQueryData(mailQueries.mailboxes().queryKey)?.mailboxes ?? []
}

export function roleOf(mailboxId: string): MailboxRole | null {
  return knownMailboxes().find((mailbox) => mailbox.id === mailboxId)?.role ?? null
}

function nameOf(mailboxId: string): string {
  const mailbox = knownMailboxes().find((one) => one.id === mailboxId)
  return mailbox ? mailboxName(mailbox, i18n().t) : ''
}
