import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Mirrored, openMirror } from './mirror.ts'

/** khal, a calendar program that knows nothing of us, on files that vdirsyncer keeps equal to a calendar of the server. */
export interface Khal {
  sync: () => Promise<void>
  /** What it shows between two days, a line each. */
  list: (from: string, to: string) => Promise<string[]>
  add: (...words: string[]) => Promise<void>
  /** Edits what a search finds, by the letters and answers of its dialog. */
  edit: (title: string, ...typed: string[]) => Promise<void>
  close: () => void
}

export async function openKhal(server: Omit<Mirrored, 'kind'>): Promise<Khal> {
  const mirror = await openMirror({ ...server, kind: 'caldav' })
  const config = join(mirror.dir, 'khal')
  writeFileSync(
    config,
    `[calendars]
[[all]]
path = ${mirror.files}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Rome
default_timezone = Europe/Rome
[default]
default_calendar = all
[sqlite]
path = ${join(mirror.dir, 'khal.db')}
`,
  )
  const khal = (args: string[], input?: string) => mirror.run('khal', ['-c', config, ...args], input)
  return {
    sync: mirror.sync,
    list: async (from, to) => {
      const format = ['--format', '{start-date} {start-time}-{end-time} {title} @{location}']
      const out = await khal(['list', ...format, '--day-format', '', '--notstarted', from, to])
      return out.split('\n').filter((line) => line.trim() !== '')
    },
    add: async (...words) => void (await khal(['new', ...words])),
    edit: async (title, ...words) =>
      void (await khal(['edit', '--show-past', title], `${words.join('\n')}\n`)),
    close: mirror.close,
  }
}
