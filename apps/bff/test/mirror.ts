import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { nameOf } from '@staffetta/dav'

const execute = promisify(execFile)

export interface Mirrored {
  url: string
  href: string
  address: string
  kind: 'caldav' | 'carddav'
}

/** A collection of the server as a folder of files, for programs that know nothing of us. */
export interface Mirror {
  dir: string
  /** Where the files are. */
  files: string
  sync: () => Promise<void>
  /** What a program says, given what is typed to it. */
  run: (file: string, args: string[], input?: string) => Promise<string>
  close: () => void
}

/** Keeps the folder equal to the collection by vdirsyncer, whenever it is told to. */
export async function openMirror({ url, href, address, kind }: Mirrored): Promise<Mirror> {
  const dir = mkdtempSync(join(tmpdir(), 'mirror-'))
  const name = nameOf(href)
  const config = join(dir, 'vdirsyncer')
  writeFileSync(
    config,
    `[general]
status_path = "${join(dir, 'status')}"
[pair both]
a = "here"
b = "there"
collections = [["all", "${name}", "${name}"]]
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "${join(dir, 'files')}"
fileext = "${kind === 'caldav' ? '.ics' : '.vcf'}"
[storage there]
type = "${kind}"
url = "${new URL(href.replace(/[^/]+\/$/, ''), url).href}"
username = "${address}"
password = "password"
`,
  )
  const env = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', HOME: dir }
  const run: Mirror['run'] = async (file, args, input) =>
    input === undefined ? (await execute(file, args, { env })).stdout : typed(file, args, { env, input })
  await run('vdirsyncer', ['-c', config, 'discover'], 'y\ny\ny\n')
  return {
    dir,
    files: join(dir, 'files', name),
    sync: async () => void (await run('vdirsyncer', ['-c', config, 'sync'])),
    run,
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
