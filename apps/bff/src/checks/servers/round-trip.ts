import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Imap, openImap } from '../../mail/imap-client.ts'
import { submitMessage } from '../../mail/submission.ts'
import { attention, type Check, failed, notApplicable, ok, plain, say } from '../check.ts'
import { accountAt, refusedBy } from './test-account.ts'
import { nameOf, noTestAccount, openServer } from './unreached.ts'

const WAIT_MS = 9_000
const LOOK_MS = 300
const SLOW_MS = 6_000

/** A message of the test account to itself: sent, waited for, read, and taken away again. */
export const roundTrip: Check = {
  id: 'round-trip',
  subjects: () => [''],
  async run(context) {
    const { test, tenant } = context
    if (test === null) return noTestAccount(tenant.slug)
    if (!/^[^\s<>@]+@[^\s<>@]+$/.test(test.user)) return notApplicable(say('checks.roundTrip.noAddress'))
    const [smtp, imap] = await Promise.all([
      openServer(context, 'smtp', 'checks.roundTrip.consequence'),
      openServer(context, 'imap', 'checks.roundTrip.consequence'),
    ])
    if (smtp.kind === 'finding') return smtp.finding
    if (imap.kind === 'finding') return imap.finding
    const consequence = say('checks.roundTrip.consequence')
    const account = accountAt(context, test, {
      smtp: [smtp.endpoint, smtp.probe.ip],
      imap: [imap.endpoint, imap.probe.ip],
    })
    let connection: Imap
    try {
      connection = await openImap(account)
    } catch (error) {
      return { ...refusedBy(error, nameOf(imap.endpoint)), consequence }
    }
    try {
      const messageId = `<check.${randomUUID()}@${test.user.slice(test.user.indexOf('@') + 1)}>`
      const folders = await placesOf(connection)
      const sentAt = performance.now()
      try {
        await submitMessage(
          account,
          { sender: test.user, recipients: [test.user] },
          Readable.from([letter(test.user, messageId, context.now)]),
        )
      } catch (error) {
        const finding = refusedBy(error, nameOf(smtp.endpoint))
        return { ...finding, step: finding.step === 'sign-in' ? 'sign-in' : 'send', consequence }
      }
      const arrived = await waitFor(connection, folders, messageId, context.signal)
      if (arrived === null)
        return failed('delivery', say('checks.roundTrip.notArrived', { waitedMs: WAIT_MS }), { consequence })
      const delayMs = Math.round(performance.now() - sentAt)
      const found = [
        say('checks.roundTrip.delay', { delayMs }),
        arrived.results === null
          ? say('checks.roundTrip.noResults')
          : say('checks.roundTrip.results', { results: arrived.results }),
        arrived.signed === null
          ? say('checks.roundTrip.unsigned')
          : say('checks.roundTrip.signed', { signature: arrived.signed }),
      ]
      if (arrived.junk) return attention('delivery', say('checks.roundTrip.junk'), { found, consequence })
      if (delayMs > SLOW_MS)
        return attention('delivery', say('checks.roundTrip.slow', { delayMs }), { found, consequence })
      return ok(say('checks.roundTrip.ok', { delayMs }), { found })
    } finally {
      connection.close()
    }
  },
}

interface Place {
  path: string
  junk: boolean
  /** What arrives from now on has this number, or a higher one. */
  uidNext: number
}

/** Where it may arrive. */
async function placesOf(imap: Imap): Promise<Place[]> {
  const junk = (await imap.list()).find(({ specialUse }) => specialUse === '\\Junk')?.path
  const places: Place[] = []
  for (const path of ['INBOX', junk]) {
    if (path === undefined) continue
    const status = await imap.status(path, { uidNext: true })
    if (status !== false) places.push({ path, junk: path !== 'INBOX', uidNext: status.uidNext ?? 1 })
  }
  return places
}

interface Arrived {
  junk: boolean
  results: string | null
  signed: string | null
}

async function waitFor(
  imap: Imap,
  places: Place[],
  messageId: string,
  signal: AbortSignal,
): Promise<Arrived | null> {
  const end = Date.now() + WAIT_MS
  while (Date.now() < end && !signal.aborted) {
    for (const place of places) {
      const arrived = await take(imap, place, messageId)
      if (arrived !== null) return arrived
    }
    await sleep(LOOK_MS)
  }
  return null
}

/** Reads it where it is, and removes it. */
async function take(imap: Imap, { path, junk, uidNext }: Place, messageId: string): Promise<Arrived | null> {
  const lock = await imap.getMailboxLock(path)
  try {
    // Some servers speak of what arrived only when they are asked for nothing.
    await imap.noop()
    const messages = await imap.fetchAll(
      `${uidNext}:*`,
      { uid: true, envelope: true, headers: ['authentication-results', 'dkim-signature'] },
      { uid: true },
    )
    const message = messages.find(({ envelope }) => envelope?.messageId === messageId)
    if (message === undefined) return null
    await imap.messageDelete(String(message.uid), { uid: true })
    return { junk, ...readTraces(message.headers?.toString('latin1') ?? '') }
  } finally {
    lock.release()
  }
}

/** What the servers on the way wrote above it; the topmost of a kind is the last one's. */
function readTraces(text: string): Pick<Arrived, 'results' | 'signed'> {
  const headers = text.replaceAll(/\r?\n[ \t]+/g, ' ')
  const results = /^authentication-results:\s*(.+)$/im.exec(headers)?.[1]
  const signature = /^dkim-signature:\s*(.+)$/im.exec(headers)?.[1]
  const tag = (name: string) => new RegExp(`(?:^|;)\\s*${name}=([^;\\s]+)`).exec(signature ?? '')?.[1] ?? ''
  return {
    results: results === undefined ? null : plain(results, 300),
    signed: signature === undefined ? null : `d=${tag('d')} s=${tag('s')}`,
  }
}

function letter(address: string, messageId: string, now: Date): string {
  return [
    `From: <${address}>`,
    `To: <${address}>`,
    'Subject: Staffetta: verifica della posta',
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${messageId}`,
    // RFC 3834 §5: nobody's out-of-office answers this.
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Messaggio di prova di Staffetta: si cancella da solo.',
    '',
  ].join('\r\n')
}
