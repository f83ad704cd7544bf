import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { nameOf } from '@staffetta/dav'

const run = promisify(execFile)

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

export async function openKhal(server: { url: string; href: string; address: string }): Promise<Khal> {
  const dir = mkdtempSync(join(tmpdir(), 'khal-'))
  const at = (name: string) => join(dir, name)
  const name = nameOf(server.href)
  const home = new URL(server.href.replace(/[^/]+\/$/, ''), server.url).href
  writeFileSync(
    at('vdirsyncer'),
    `[general]
status_path = "${at('status')}"
[pair both]
a = "here"
b = "there"
collections = [["all", "${name}", "${name}"]]
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "${at('files')}"
fileext = ".ics"
[storage there]
type = "caldav"
url = "${home}"
username = "${server.address}"
password = "password"
`,
  )
  writeFileSync(
    at('khal'),
    `[calendars]
[[all]]
path = ${join(dir, 'files', name)}
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
path = ${at('khal.db')}
`,
  )
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', HOME: dir }
  const vdirsyncer = (verb: string) => run('vdirsyncer', ['-c', at('vdirsyncer'), verb], { env })
  const khal = async (...args: string[]) => (await run('khal', ['-c', at('khal'), ...args], { env })).stdout
  await typed('vdirsyncer', ['-c', at('vdirsyncer'), 'discover'], { env, input: 'y\ny\ny\n' })
  return {
    sync: async () => void (await vdirsyncer('sync')),
    list: async (from, to) => {
      const format = ['--format', '{start-date} {start-time}-{end-time} {title} @{location}']
      const out = await khal('list', ...format, '--day-format', '', '--notstarted', from, to)
      return out.split('\n').filter((line) => line.trim() !== '')
    },
    add: async (...words) => void (await khal('new', ...words)),
    edit: async (title, ...words) =>
      void (await typed('khal', ['-c', at('khal'), 'edit', '--show-past', title], {
        env,
        input: `${words.join('\n')}\n`,
      })),
    close: () => rmSync(dir, { recursive: true, force: true }),
  }
}

async function typed(
  file: string,
  args: string[],
  { env, input }: { env: NodeJS.ProcessEnv; input: string },
): Promise<string> {
  const child = spawn(file, args, { env })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`${file} ${args.join(' ')}: ${code}\n${said}`)
  return said
}
