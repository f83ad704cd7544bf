import { randomUUID } from 'node:crypto'
import { aMessage, deliver } from '@staffetta/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newDesk, type Office, openOffice, serverNames } from './calendar-desk.ts'
import { putTask, taskCases, tasksOf } from './task-cases.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
}, 180_000)
afterAll(() => office?.stop())

describe.each(serverNames)('on %s', (name) => {
  taskCases(name, () => office)
})

test('in a colleague’s list one sees and does what they gave: nothing where only their hours are shared', async () => {
  const [owner, colleague] = [await newDesk(office, 'Radicale'), await newDesk(office, 'Radicale')]
  const [theirs, mine] = [tasksOf(owner), tasksOf(colleague)]
  const { ref } = await theirs.create({ title: 'Determina' })
  await putTask(owner, 'riservata', ['SUMMARY:Visita medica', 'CLASS:PRIVATE'])
  const share = (right: string) =>
    owner.browser.call({
      method: 'PUT',
      url: `/api/calendar/calendars/${owner.calendar.id}/sharing`,
      payload: { address: colleague.address, right },
    })
  const seen = async () => (await mine.list()).map(({ title }) => title).toSorted()
  const complete = () =>
    colleague.browser.call({
      method: 'POST',
      url: '/api/calendar/tasks/complete',
      payload: { tasks: [{ ref, recurrenceId: null }], done: true },
    })
  await share('busy')

  expect(await seen()).toEqual([])
  expect((await complete()).status).toBe(403)
  await share('read')
  expect(await seen()).toEqual(['Determina'])
  expect((await mine.detail(ref)).can.change).toBe(false)
  expect((await complete()).json()).toMatchObject({ code: 'calendar/not-permitted' })
  await share('write')
  expect(await seen()).toEqual(['Determina', 'Visita medica'])
  expect((await complete()).status).toBe(200)
  expect((await theirs.named('Determina')).status).toBe('completed')
})

test('the mail a task came from is found by its Message-ID, also after it was moved', async () => {
  const desk = await newDesk(office, 'Radicale')
  const { browser, address } = desk
  const messageId = `<verbale.${randomUUID()}@studio.example>`
  const raw = aMessage().to(address).subject('Verbale').header('Message-ID', messageId).build()
  await deliver(office.dovecot, { sender: 's.conti@studio.example', recipients: [address], raw })
  const find = async () =>
    (
      await browser.get<{ found: { ref: string; mailboxId: string } | null }>(
        `/api/mail/find?${new URLSearchParams({ messageId })}`,
      )
    ).found
  const before = await find()
  const { mailboxId } = await browser.post<{ mailboxId: string }>('/api/mail/mailboxes', {
    parentId: null,
    name: 'Verbali',
  })
  await browser.post('/api/mail/move', {
    messages: { refs: [before!.ref] },
    to: { mailboxId },
  })

  expect(before?.mailboxId).toBe('inbox')
  expect((await find())?.mailboxId).toBe(mailboxId)
  expect((await browser.get<{ found: unknown }>('/api/mail/find?messageId=%3Cnessuno@x%3E')).found).toBeNull()
})
