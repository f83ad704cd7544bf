import type { Stack } from '../stack.ts'
import { type BenchSession, signIn } from './session.ts'
import { openSpeaker, putMany } from './speaker.ts'

const address = 'bench-importa@monteverde.example'

interface Import {
  id: string
  state: string
  added: number
}

export interface ImportFigures {
  /** Seconds of the bare PUTs, and of the same file imported into a calendar that stands. */
  floor: number
  bff: number
  /** Seconds until a calendar made of the file is whole. */
  fresh: number
}

/** A file of `count` events, beside as many bare PUTs to the same server, four at a time. */
export async function measureImport(stack: Stack, count: number): Promise<ImportFigures> {
  const session = await signIn(stack.url, address)
  const put = openSpeaker(stack.radicale.port, address)
  await put('MKCALENDAR', `/${address}/diretto/`, '')
  await put('MKCALENDAR', `/${address}/importato/`, '')

  const floor = await putMany(put, count, (i) => ({
    path: `/${address}/diretto/diretto-${i}.ics`,
    body: fileOf([eventOf(`diretto-${i}`, i)]),
  }))
  const imported = async (prefix: string, calendarId: string | null) => {
    const file = fileOf(Array.from({ length: count }, (_, i) => eventOf(`${prefix}-${i}`, i)))
    const start = { calendarId, name: 'Prova', update: false }
    return (await importFile(session, '/api/calendar/imports', { file, start, count })) / 1000
  }
  const bff = await imported('importato', Buffer.from(`/${address}/importato/`).toString('base64url'))
  return { floor: floor / 1000, bff, fresh: await imported('nuovo', null) }
}

/** From the word to begin to the last of `count` objects stored. Milliseconds. */
export async function importFile(
  session: BenchSession,
  imports: string,
  { file, start, count }: { file: string; start: object; count: number },
): Promise<number> {
  const found = (await session.upload(`${imports}?fileName=prova`, file)) as Import
  const url = `${imports}/${found.id}`
  const startedAt = performance.now()
  await session.post(`${url}/start`, start)
  for (;;) {
    const now = (await session.get(url)) as Import
    if (now.state === 'done' && now.added === count) return performance.now() - startedAt
    if (now.state !== 'running') throw new Error(`the import is ${now.state}, ${now.added} added`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function eventOf(uid: string, i: number): string {
  const at = new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${at}`,
    'DURATION:PT1H',
    `SUMMARY:Pratica ${i}`,
    'DESCRIPTION:Ordine del giorno sul protocollo. Relazione sulle pratiche al punto quattro.',
    'END:VEVENT',
  ].join('\r\n')
}

function fileOf(parts: string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Bench//IT', ...parts, 'END:VCALENDAR', ''].join('\r\n')
}
