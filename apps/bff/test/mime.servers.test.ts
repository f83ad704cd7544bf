import type { MessageSummary, MessageWindow } from '@staffetta/contract'
import { appendMany, deliver, randomFrom } from '@staffetta/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { corpus } from './mime/corpus.ts'
import { mutate } from './mime/fuzz.ts'
import { judge, type Verdict } from './mime/judge.ts'
import type { MimeCase } from './mime/mime-case.ts'
import { type MailOffice, type MailServer, mailServers, openMailOffice } from './mail-office.ts'
import { type Browser, type TestServer } from './server.ts'

describe.each(mailServers)('over %s', (name, start) => {
  let office: MailOffice
  let mailServer: MailServer
  let server: TestServer
  const open = async (person: string): Promise<Mailbox> => {
    const user = `${person}@monteverde.example`
    return { user, browser: await server.signIn(user) }
  }

  beforeAll(async () => {
    office = await openMailOffice(start)
    ;({ mailServer, server } = office)
  })
  afterAll(() => office?.stop())

  const judgeAll = async (mailbox: Mailbox, wanted: MimeCase[]) => {
    const rows = await listAll(mailbox.browser)
    expect(rows.length).toBe(wanted.length)
    const verdicts: Verdict[] = []
    for (const [i, one] of wanted.entries())
      verdicts.push(await judge(server, mailbox.browser, rows[i]!, one))
    const count = (outcome: Verdict['outcome']) => verdicts.filter((one) => one.outcome === outcome).length
    process.stdout.write(
      `${name}: ${verdicts.length} mails, ${count('shown')} shown, ${count('explained')} explained, ${count('empty')} empty\n`,
    )
    return faultsOf(verdicts)
  }

  test('every odd mail is listed and opens, with its words, its files and its source', async () => {
    const mailbox = await open('corpus')
    const stored = await store(mailServer, mailbox.user, { cases: corpus, byLmtp: name === 'Dovecot' })

    expect(stored.length).toBeGreaterThan(280)
    expect(await judgeAll(mailbox, stored)).toEqual([])
  }, 600_000)

  test('what becomes of them when bytes are changed opens too', async () => {
    const mailbox = await open('mutati')
    const seeds = corpus.map(({ raw }) => raw).filter((raw) => raw.length < 20_000)
    const mutated = Array.from({ length: 200 }, (_, i) => {
      const random = randomFrom(i)
      return { name: `mutation ${i}`, raw: mutate(random.pick(seeds), random.pick(seeds), random) }
    })
    const stored = await store(mailServer, mailbox.user, { cases: mutated, byLmtp: false })

    expect(stored.length).toBeGreaterThan(name === 'Dovecot' ? 190 : 50)
    expect(await judgeAll(mailbox, stored)).toEqual([])
  }, 600_000)

  test('a word that is not there, a name that is another and a file that is missing are found', async () => {
    const mailbox = await open('controllo')
    const [raw] = corpus.filter((one) => one.files?.[0] === 'atto.pdf').map((one) => one.raw)
    await store(mailServer, mailbox.user, { cases: [{ name: 'control', raw: raw! }], byLmtp: false })
    const wrong = { name: 'control', raw: raw!, words: ['assente'], subject: 'Altro', files: ['altro.pdf'] }

    expect(await judgeAll(mailbox, [wrong])).toHaveLength(3)
  })
})

interface Mailbox {
  user: string
  browser: Browser
}

function faultsOf(verdicts: Verdict[]): string[] {
  return verdicts.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`))
}

/** By LMTP what LMTP leaves as it is, the rest by APPEND; a server may refuse some, and then nobody has to open them. */
async function store(
  mailServer: MailServer,
  user: string,
  { cases, byLmtp }: { cases: MimeCase[]; byLmtp: boolean },
): Promise<MimeCase[]> {
  const intact = byLmtp ? cases.filter(({ raw }) => survivesLmtp(raw)) : []
  for (const { raw } of intact) await deliver(mailServer, { recipients: [user], raw })
  const rest = cases.filter((one) => !intact.includes(one))
  const refused = new Set<MimeCase>()
  let next = 0
  function* remaining() {
    while (next < rest.length) yield { raw: rest[next++]!.raw, receivedAt: new Date() }
  }
  while (next < rest.length) {
    try {
      await appendMany(mailServer, { user }, 'INBOX', remaining())
    } catch (error) {
      const { responseText } = error as { responseText?: string }
      if (responseText === undefined) throw error
      refused.add(rest[next - 1]!)
    }
  }
  return [...intact, ...rest.filter((one) => !refused.has(one))].map((one) =>
    one.rawHeader && !byLmtp ? withoutHeader(one) : one,
  )
}

function withoutHeader({ subject: _subject, from: _from, ...rest }: MimeCase): MimeCase {
  return rest
}

function survivesLmtp(raw: Buffer): boolean {
  const text = raw.toString('latin1')
  return text === text.replaceAll(/\r?\n/g, '\r\n') && !text.includes('\0') && !/\r(?!\n)/.test(text)
}

async function listAll(browser: Browser): Promise<MessageSummary[]> {
  const rows: MessageSummary[] = []
  for (;;) {
    const window = await browser.get<MessageWindow>(
      `/api/mail/mailboxes/inbox/messages?limit=50&ascending=true&offset=${rows.length}`,
    )
    rows.push(...window.rows)
    if (window.rows.length === 0 || rows.length >= window.total) break
  }
  const lacking = rows.filter((row) => row.preview === null).map((row) => row.ref)
  for (let at = 0; at < lacking.length; at += 100) {
    const { previews } = await browser.post<{ previews: { ref: string; preview: string }[] }>(
      '/api/mail/previews',
      { refs: lacking.slice(at, at + 100) },
    )
    for (const { ref, preview } of previews) {
      const row = rows.find((one) => one.ref === ref)
      if (row !== undefined) row.preview = preview
    }
  }
  return rows
}
