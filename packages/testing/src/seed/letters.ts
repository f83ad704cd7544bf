import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { StoredMessage } from '../builders/fill.ts'
import { aMessage, type MessageBuilder } from '../builders/message.ts'

/** What the letters of the demo are written against: all their dates are relative to it. */
export interface Clock {
  now: Date
  minutesAgo: (minutes: number) => Date
  /** A time of day in local time, `days` before today. */
  on: (daysAgo: number, time: string) => Date
}

export function clockAt(now: Date): Clock {
  return {
    now,
    minutesAgo: (minutes) => new Date(now.getTime() - minutes * 60_000),
    on: (daysAgo, time) => {
      const [hours, minutes] = time.split(':').map(Number)
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, hours, minutes)
    },
  }
}

/** A message on its way into a folder. */
export interface Letter {
  at: Date
  raw: Buffer
  flags: string[]
}

export type Mark = 'seen' | 'flagged' | 'answered' | 'draft' | (string & {})

const systemFlags: Record<string, string> = {
  seen: '\\Seen',
  flagged: '\\Flagged',
  answered: '\\Answered',
  draft: '\\Draft',
}

/** Finishes a message: its date, its id (kept the same from seed to seed) and how it is marked. */
export function letter(at: Date, id: string, message: MessageBuilder, ...marks: Mark[]): Letter {
  const sent = new Date(Math.floor(at.getTime() / 1000) * 1000 - 15_000)
  const raw = message.date(sent).messageId(`${id}@demo.example`).build()
  return { at, raw, flags: marks.map((mark) => systemFlags[mark] ?? mark) }
}

/** Who answers whom: `Message-ID`s of the letters before, the oldest first. */
export function answering(...ids: string[]): MessageBuilder {
  const full = ids.map((id) => `${id}@demo.example`)
  return aMessage()
    .inReplyTo(full.at(-1)!)
    .references(...full)
}

/** In order of arrival, ready to be stored. */
export function stored(letters: Letter[]): StoredMessage[] {
  return letters
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, raw, flags }) => ({ raw, flags, receivedAt: at }))
}

export function fixture(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../fixtures/files/${name}`, import.meta.url)))
}
