import { fillMailbox, storeMessages } from '../builders/fill.ts'
import { aRoutineMessage } from '../builders/routine.ts'
import type { Dovecot } from '../servers/dovecot.ts'
import { colleagueInboxes } from './colleagues.ts'
import { curiosities } from './curiosities.ts'
import { elenaFolders, elenaInbox } from './elena.ts'
import { clockAt, type Letter, stored } from './letters.ts'
import { anagrafe, elena, lucia, mailboxOf, protocollo } from './organisations.ts'
import { inspectionThread } from './sopralluogo.ts'

export interface SeedOptions {
  archiveCount: number
  now?: Date
  onProgress?: (what: string) => void
}

/** Puts the demo's mail on the server. Everything is invented; dates are relative to `now`. */
export async function seedMail(dovecot: Dovecot, options: SeedOptions): Promise<void> {
  const say = options.onProgress ?? (() => {})
  const clock = clockAt(options.now ?? new Date())
  const me = elena.address
  say('Writing the mail of Comune di Monteverde sul Foglia')
  const thread = inspectionThread(clock)
  const recent = [...thread.inbox, ...elenaInbox(clock), ...curiosities(clock, mailboxOf(elena))]
  const older: Letter[] = Array.from({ length: 1215 }, (_, i) => {
    const message = aRoutineMessage({
      user: me,
      seed: 40_000 + i,
      age: 1230 - i,
      newestAt: clock.on(11, '18:00'),
    })
    return { at: message.receivedAt, raw: message.raw, flags: message.flags ?? [] }
  })
  await put(dovecot, me, 'INBOX', [...older, ...recent])
  const folders = Object.entries(elenaFolders(clock)).map(([mailbox, letters]) =>
    put(dovecot, me, mailbox, mailbox === 'Sent' ? [...letters, ...thread.sent] : letters),
  )
  const inboxes = [...colleagueInboxes(clock)].map(([{ address }, letters]) =>
    put(dovecot, address, 'INBOX', letters),
  )
  const newestAt = clock.minutesAgo(9)
  const office = fillMailbox(dovecot, anagrafe.address, 'INBOX', { count: 320, seed: 5, newestAt })
  await Promise.all([...folders, ...inboxes, office])
  await shareOfficeMailbox(dovecot)

  const total = options.archiveCount
  await fillMailbox(dovecot, protocollo.address, 'INBOX', {
    count: total,
    seed: 9,
    newestAt: clock.minutesAgo(6),
    onProgress: (count) => count % 5000 === 0 && say(`Writing the mailbox of ${total} messages: ${count}`),
  })
}

async function put(dovecot: Dovecot, user: string, mailbox: string, letters: Letter[]): Promise<void> {
  const isKeyword = (flag: string) => !flag.startsWith('\\')
  await storeMessages(dovecot, user, mailbox, stored(letters))
  for (const { raw, flags } of letters) {
    const keywords = flags.filter(isKeyword)
    const id = /^Message-ID: <(.+)>/m.exec(raw.toString('latin1'))?.[1]
    if (keywords.length === 0 || !id) continue
    const query = ['mailbox', mailbox, 'header', 'message-id', id]
    // Without the full-text plugin, which would index the whole folder for this search.
    const plain = ['-o', 'mail_plugins=acl quota']
    await dovecot.doveadm(...plain, 'flags', 'add', '-u', user, keywords.join(' '), ...query)
  }
}

/** The registry's mailbox belongs to an office: the people who staff it work in it under their own name. */
async function shareOfficeMailbox(dovecot: Dovecot): Promise<void> {
  const rights = ['lookup', 'read', 'write', 'write-seen', 'write-deleted', 'insert', 'post', 'expunge']
  for (const { address } of [lucia, elena]) {
    await dovecot.doveadm('acl', 'set', '-u', anagrafe.address, 'INBOX', `user=${address}`, ...rights)
  }
}
