import type { MailboxRole } from '@staffetta/contract'
import type { LucideIcon } from '@staffetta/ui'
import { Archive, FilePenLine, Folder, Inbox, Send, ShieldAlert, Trash } from 'lucide-react'

const byRole: Record<MailboxRole, LucideIcon> = {
  inbox: Inbox,
  drafts: FilePenLine,
  sent: Send,
  junk: ShieldAlert,
  trash: Trash,
  archive: Archive,
}

export function mailboxIcon(role: MailboxRole | null): LucideIcon {
  return role ? byRole[role] : Folder
}
