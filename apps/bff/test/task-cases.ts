import { randomUUID } from 'node:crypto'
import {
  blankTask,
  type Calendar,
  type Done,
  type Task,
  type TaskDetail,
  type TaskFields,
  type TaskList,
  type TasksDone,
  weekly,
} from '@staffetta/contract'
import { createObject, getObject } from '@staffetta/dav'
import { expect, test } from 'vitest'
import { type Desk, newDesk, type Office, rewrite, rome, type ServerName } from './calendar-desk.ts'

const day = (date: string) => ({ kind: 'date', date }) as const

export function tasksOf({ browser, calendar }: Desk) {
  const list = async (text?: string) => {
    const query = new URLSearchParams({ zone: 'Europe/Rome', ...(text !== undefined && { text }) })
    return (await browser.get<TaskList>(`/api/calendar/tasks?${query}`)).tasks
  }
  return {
    list,
    named: async (title: string) => (await list()).find((task) => task.title === title)!,
    create: (fields: Partial<TaskFields>, calendarId = calendar.id, id: string = randomUUID()) =>
      browser.post<Done & { ref: string }>('/api/calendar/tasks', {
        id,
        calendarId,
        fields: { ...blankTask, ...fields },
      }),
    detail: (ref: string, recurrenceId?: string | null) =>
      browser.get<TaskDetail>(
        `/api/calendar/tasks/${ref}?${new URLSearchParams({ zone: 'Europe/Rome', ...(recurrenceId && { recurrenceId }) })}`,
      ),
    change: (ref: string, body: object) =>
      browser.call({
        method: 'PATCH',
        url: `/api/calendar/tasks/${ref}`,
        payload: { scope: 'all', recurrenceId: null, ...body },
      }),
    complete: (tasks: Pick<Task, 'ref' | 'recurrenceId'>[], done = true) =>
      browser.post<TasksDone>('/api/calendar/tasks/complete', {
        tasks: tasks.map(({ ref, recurrenceId }) => ({ ref, recurrenceId })),
        done,
      }),
    undo: (undo: string) => browser.call({ method: 'POST', url: '/api/calendar/undo', payload: { undo } }),
  }
}

/** Another program puts a task on the server, or reads it there. */
export async function putTask({ other }: Desk, uid: string, lines: string[]): Promise<void> {
  const todo = ['BEGIN:VTODO', `UID:${uid}`, 'DTSTAMP:20270101T000000Z', ...lines, 'END:VTODO']
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Altro//IT', ...todo, 'END:VCALENDAR', '']
  await createObject(other.dav, other.href, `${uid}.ics`, text.join('\r\n'))
}
async function storedText({ other }: Desk, ref: string): Promise<string> {
  const [calendar, name] = ref.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  return (await getObject(other.dav, `${calendar}${name}`)).text
}

/** What must hold of tasks on every server. */
export function taskCases(name: ServerName, office: () => Office): void {
  test('a task is made once, comes back as it was given, and is in no view of events', async () => {
    const desk = await newDesk(office(), name)
    const { create, detail, list } = tasksOf(desk)
    const fields: TaskFields = {
      ...blankTask,
      title: 'Pagare la bolletta dell’acqua',
      notes: 'Fattura in allegato; scuola di via Fonte',
      url: 'https://acquedotto.example/',
      tags: ['ufficio', 'bollette'],
      priority: 'high',
      percent: 40,
      due: rome('2027-03-05T12:00:00'),
      start: rome('2027-03-01T08:00:00'),
      reminders: [{ kind: 'before-start', minutes: 60, by: 'screen' }],
      order: 1000,
    }
    const id = randomUUID()
    const { ref } = await create(fields, desk.calendar.id, id)
    const again = await create(fields, desk.calendar.id, id)

    expect(again.ref).toBe(ref)
    expect((await detail(ref)).fields).toEqual(fields)
    expect(await list()).toMatchObject([
      {
        ref,
        title: fields.title,
        due: { day: null, at: '2027-03-05T11:00:00.000Z' },
        priority: 'high',
        status: 'in-process',
        hasNotes: true,
        hasReminders: true,
      },
    ])
    expect(await list('bolletta fonte')).toHaveLength(1)
    expect(await list('luce')).toHaveLength(0)
    expect(await desk.titles('2027-03-01', '2027-03-08')).toEqual([])
  })

  test('ticking off asks nothing twice: done at once for several, and open again at one undo', async () => {
    const desk = await newDesk(office(), name)
    const { create, list, complete, undo } = tasksOf(desk)
    await create({ title: 'Uno' })
    await create({ title: 'Due', percent: 20 })

    const { undo: token, failed } = await complete(await list())
    const after = await list()

    expect(failed).toEqual([])
    expect(after.map(({ status, percent }) => [status, percent])).toEqual([
      ['completed', 100],
      ['completed', 100],
    ])
    expect(after[0]!.completedAt).not.toBeNull()
    expect((await undo(token)).status).toBe(204)
    expect((await list()).map(({ title, status }) => [title, status]).toSorted()).toEqual([
      ['Due', 'in-process'],
      ['Uno', 'needs-action'],
    ])
  })

  test('one that repeats moves on when it is ticked off, and only one of it is postponed', async () => {
    const desk = await newDesk(office(), name)
    const { create, list, complete, detail } = tasksOf(desk)
    const { ref } = await create({ title: 'Presenze', due: day('2027-03-05'), recurrence: weekly })
    const [first] = await list()
    await complete([first!])
    const open = async () => (await list()).find(({ status }) => status === 'needs-action')!
    const second = await open()
    const change = { due: day('2027-03-13') }
    const { recurrenceId } = second
    await desk.browser.post('/api/calendar/tasks/change', {
      tasks: [{ ref, recurrenceId, scope: 'this', change }],
    })
    const postponed = await open()
    await complete([postponed])

    expect([first!.due.day, first!.start.day]).toEqual(['2027-03-05', null])
    expect(second.due.day).toBe('2027-03-12')
    expect(postponed.due.day).toBe('2027-03-13')
    expect((await open()).due.day).toBe('2027-03-19')
    expect((await list()).filter(({ status }) => status === 'completed')).toHaveLength(2)
    expect((await detail(ref, (await open()).recurrenceId)).fields).toMatchObject({
      recurrence: { frequency: 'weekly' },
      due: day('2027-03-19'),
    })
  })

  test('what another program wrote stays, and a field it changed meanwhile is a conflict of that field', async () => {
    const desk = await newDesk(office(), name)
    const { named, detail, change } = tasksOf(desk)
    await putTask(desk, `altro-${name}`, [
      'SUMMARY:Sopralluogo',
      'PRIORITY:3',
      'RELATED-TO:padre@altro',
      'URL:mid:verbale%2F1@studio.example',
      'X-APPLE-SORT-ORDER:77',
      'X-ALTRO:resta',
    ])
    const task = await named('Sopralluogo')
    const { etag, fields } = await detail(task.ref)
    await rewrite(desk, task.ref, (text) => text.replace('SUMMARY:Sopralluogo', 'SUMMARY:Sopralluogo scuola'))
    const merged = await change(task.ref, {
      etag,
      change: { percent: 50, assignee: { address: 'p.guerrini@monteverde.example', name: 'Paolo' } },
    })
    const conflict = await change(task.ref, { etag, change: { title: 'Altro' } })

    expect(fields).toMatchObject({
      priority: 'high',
      parentUid: 'padre@altro',
      messageId: '<verbale/1@studio.example>',
      order: 77,
      url: '',
    })
    expect(merged.status).toBe(200)
    expect(conflict.json()).toMatchObject({ code: 'calendar/task-changed', details: { fields: ['title'] } })
    const text = await storedText(desk, task.ref)
    expect(text).toContain('X-ALTRO:resta')
    expect(text).toContain('PRIORITY:3')
    expect(text).toMatch(/PERCENT-COMPLETE:50/)
    expect((await detail(task.ref)).fields.assignee?.address).toBe('p.guerrini@monteverde.example')
  })

  test('a list is a calendar of tasks alone: made, filled from another, and removed', async () => {
    const desk = await newDesk(office(), name)
    const { browser } = desk
    const { create, list } = tasksOf(desk)
    const { calendarId } = await browser.post<{ calendarId: string }>('/api/calendar/calendars', {
      name: 'Ufficio tecnico',
      colour: 'viola',
      description: '',
      holds: 'tasks',
    })
    const { calendars } = await browser.get<{ calendars: Calendar[] }>('/api/calendar/calendars')
    const { ref } = await create({ title: 'Da spostare' })
    const moved = await browser.post<TasksDone>('/api/calendar/tasks/move', { refs: [ref], calendarId })

    // Xandikos 0.2.8 takes what a collection is to hold, and lets it hold everything.
    const events = name === 'Xandikos'
    expect(calendars.find(({ id }) => id === calendarId)?.holds).toEqual({ events, tasks: true })
    expect((await list()).map((task) => task.calendarId)).toEqual([calendarId])
    expect((await tasksOf(desk).undo(moved.undo)).status).toBe(204)
    expect((await list()).map((task) => task.calendarId)).toEqual([desk.calendar.id])
    const [task] = await list()
    const { recurrenceId } = task!
    await browser.post('/api/calendar/tasks/remove', {
      tasks: [{ ref: task!.ref, recurrenceId, scope: 'all' }],
    })
    expect(await list()).toEqual([])
    const gone = await browser.call({
      method: 'POST',
      url: '/api/calendar/tasks/complete',
      payload: { tasks: [{ ref: task!.ref, recurrenceId: null }], done: true },
    })
    expect(gone.json()).toMatchObject({ code: 'calendar/task-gone' })
  })
}
