import { createTransport } from 'nodemailer'
import { ImapFlow } from 'imapflow'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { aMessage } from '../builders/message.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { startSubmission, type Submission } from './submission.ts'

let dovecot: Dovecot
let submission: Submission

beforeAll(async () => {
  dovecot = await startDovecot()
  submission = await startSubmission(dovecot, { domains: ['monteverde.example'], maxSizeMb: 1 })
})
afterEach(() => submission.behave())
afterAll(async () => {
  await submission?.stop()
  await dovecot?.stop()
})

test('local recipients get the message in their inbox, the others are kept apart', async () => {
  await send('elena@monteverde.example', ['paolo@monteverde.example', 'fuori@altrove.example'], 'Riunione')

  expect(await subjects('paolo@monteverde.example')).toEqual(['Riunione'])
  expect(submission.outgoing.at(-1)).toMatchObject({
    recipients: ['fuori@altrove.example'],
    user: 'elena@monteverde.example',
  })
})

test('a wrong password, and mail without signing in, are refused', async () => {
  await expect(
    send('elena@monteverde.example', ['x@monteverde.example'], 'No', 'sbagliata'),
  ).rejects.toMatchObject({ responseCode: 535 })
  const anonymous = createTransport({ host: submission.host, port: submission.port, ignoreTLS: true })
  await expect(
    anonymous.sendMail(mail('elena@monteverde.example', ['x@monteverde.example'], 'No')),
  ).rejects.toMatchObject({ responseCode: 530 })
})

test('a message above the size limit is refused', async () => {
  const big = aMessage().subject('Grande').text('x'.repeat(2_000_000)).build()

  await expect(
    transport('elena@monteverde.example').sendMail({
      envelope: { from: 'elena@monteverde.example', to: ['x@monteverde.example'] },
      raw: big,
    }),
  ).rejects.toMatchObject({ responseCode: 552 })
})

test('it can refuse one recipient, and can drop the line after it has accepted', async () => {
  submission.misbehave({
    refuse: {
      at: 'recipient',
      code: 550,
      text: '5.1.1 No such user',
      only: (address) => address.startsWith('chi'),
    },
  })
  const sent = await send(
    'elena@monteverde.example',
    ['chi@monteverde.example', 'lucia@monteverde.example'],
    'A due',
  )
  expect(sent.rejected).toEqual(['chi@monteverde.example'])

  submission.misbehave({ cutAfterData: 'accepted' })
  await expect(
    send('elena@monteverde.example', ['davide@monteverde.example'], 'Arrivato lo stesso'),
  ).rejects.toThrow(/closed|ECONNRESET|Unexpected socket close/i)
  expect(await subjects('davide@monteverde.example')).toEqual(['Arrivato lo stesso'])

  submission.misbehave({ cutAfterData: 'lost' })
  await expect(send('elena@monteverde.example', ['sara@monteverde.example'], 'Perso')).rejects.toThrow(
    /closed|ECONNRESET|Unexpected socket close/i,
  )
  expect(await subjects('sara@monteverde.example')).toEqual([])
})

function transport(user: string, pass = 'password') {
  return createTransport({
    host: submission.host,
    port: submission.port,
    requireTLS: true,
    tls: { ca: dovecot.ca },
    auth: { user, pass },
  })
}

function mail(from: string, to: string[], subject: string) {
  return {
    envelope: { from, to },
    raw: aMessage()
      .from(from)
      .to(...to)
      .subject(subject)
      .text('Ciao')
      .build(),
  }
}

function send(from: string, to: string[], subject: string, password?: string) {
  return transport(from, password).sendMail(mail(from, to, subject))
}

async function subjects(user: string): Promise<(string | undefined)[]> {
  const client = new ImapFlow({
    host: dovecot.host,
    port: dovecot.imapPort,
    secure: false,
    doSTARTTLS: false,
    logger: false,
    auth: { user, pass: 'password' },
  })
  await client.connect()
  await client.mailboxOpen('INBOX')
  const found: (string | undefined)[] = []
  for await (const { envelope } of client.fetch('1:*', { envelope: true })) found.push(envelope?.subject)
  await client.logout()
  return found
}
