import { randomUUID } from 'node:crypto'
import type { LiveEvent, MailboxId } from '@staffetta/contract'
import { Bell, ringBell } from '../db/bell.ts'
import type { Db } from '../db/open.ts'
import type { LiveHub } from './hub.ts'

/** What may have been missed; that a session ended, each node finds out by itself. */
const mayBeOld = ['admin', 'calendar', 'contacts', 'mail']

interface Rung extends Done {
  from: string
  /** Null: more than can be rung; ask again. */
  events: LiveEvent[] | null
}

/** What was done at another node. */
export interface Done {
  /** A key of an account, or a tenant and a slash: everybody of it. */
  to: string
  /** Where something was done, as paths and events call it: what is remembered of it is old. */
  areas: string[]
  /** Of mail, which mailboxes are no longer as they were; of the tree, whether it is another. */
  mailboxes: MailboxId[]
  tree: boolean
}

interface Across {
  db: Db
  databaseUrl: string
  hub: LiveHub
  onDone: (done: Done) => void
}

/**
 * What one node tells its tabs, the others tell theirs. Of a mailbox each node hears from the mail server itself: that another
 * saw it change only says where to look. The database carries it, and whoever misses it is told to ask again. What was done at
 * one node is known at the others before it is answered: the next request may go to any of them.
 */
export class LiveAcross {
  readonly #db: Db
  readonly #me = randomUUID()
  readonly #bell: Bell

  constructor({ db, databaseUrl, hub, onDone }: Across) {
    this.#db = db
    this.#bell = new Bell({
      databaseUrl,
      onRing: (text) => {
        const { from, events, ...done } = JSON.parse(text) as Rung
        if (from === this.#me) return
        onDone(done)
        if (events === null) hub.resync(done.to)
        else if (events.length > 0) hub.publishHere(done.to, events)
      },
      onGap: () => {
        onDone({ to: '', areas: mayBeOld, mailboxes: [], tree: false })
        hub.resync('')
      },
    })
  }

  /** Over when other nodes know, or when they cannot be told. */
  async tell(to: string, events: LiveEvent[]): Promise<void> {
    const areas = new Set(events.map(({ type }) => type.slice(0, type.indexOf('.'))))
    const mailboxes = new Set(events.flatMap((event) => (changesMailbox(event) ? [event.mailboxId] : [])))
    await this.#ring({
      to,
      areas: [...areas],
      mailboxes: [...mailboxes],
      tree: events.some(({ type }) => type === 'mail.mailboxes-changed'),
      events: events.filter(({ type }) => !type.startsWith('mail.') || type === 'mail.submission-changed'),
    })
  }

  /** Something was done in an area; other nodes know when this is over. */
  done(to: string, area: string): Promise<void> {
    return this.#ring({ to, areas: [area], mailboxes: [], tree: false, events: [] })
  }

  close(): Promise<void> {
    return this.#bell.close()
  }

  /** What was done stands: where the database cannot be asked, others find it out later. */
  async #ring(rung: Omit<Rung, 'from'>): Promise<void> {
    const ring = (what: Omit<Rung, 'from'>) =>
      ringBell(this.#db, JSON.stringify({ ...what, from: this.#me })).catch(() => true)
    if (!(await ring(rung))) await ring({ ...rung, events: null, mailboxes: [] })
  }
}

/** By somebody who is no node: the command line. */
export function ringDone(db: Db, area: string): Promise<void> {
  return ring(db, { to: '', areas: [area], events: [] })
}

/** For the tabs at every node. */
export function ringEvents(db: Db, to: string, events: LiveEvent[]): Promise<void> {
  return ring(db, { to, areas: [], events })
}

async function ring(db: Db, what: Pick<Rung, 'to' | 'areas' | 'events'>): Promise<void> {
  const rung: Rung = { ...what, from: 'command-line', mailboxes: [], tree: false }
  await ringBell(db, JSON.stringify(rung))
}

type MailboxEvent = Extract<
  LiveEvent,
  { type: 'mail.messages-added' | 'mail.messages-removed' | 'mail.flags-changed' | 'mail.mailbox-changed' }
>

function changesMailbox(event: LiveEvent): event is MailboxEvent {
  return (
    event.type === 'mail.messages-added' ||
    event.type === 'mail.messages-removed' ||
    event.type === 'mail.flags-changed' ||
    event.type === 'mail.mailbox-changed'
  )
}
