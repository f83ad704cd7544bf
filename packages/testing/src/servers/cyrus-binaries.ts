import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { unpackedRoot, unpackPackages } from './debian-packages.ts'

const run = promisify(execFile)

/** Cyrus unpacked beside the system: Debian lets it be installed only in Dovecot's place. */
export interface CyrusBinaries {
  root: string
  bin: string
  env: Record<string, string>
}

const wanted = ['cyrus-imapd', 'cyrus-caldav', 'cyrus-common', 'libsasl2-modules']

/** Downloads and unpacks Cyrus and the libraries this machine lacks, once; later calls find it there. */
export async function cyrusBinaries(): Promise<CyrusBinaries> {
  const root = await unpackedRoot('cyrus-imapd')
  if (!existsSync(root)) await unpackPackages(root, [...wanted, ...(await missingLibraries())])
  const library =
    readdirSync(join(root, 'usr/lib')).find((name) => name.includes('-linux-')) ?? 'x86_64-linux-gnu'
  const libraries = ['usr/lib', 'lib'].map((folder) => join(root, folder, library))
  return {
    root,
    bin: join(root, 'usr/lib/cyrus/bin'),
    env: {
      LD_LIBRARY_PATH: [join(root, 'usr/lib/cyrus'), ...libraries].join(':'),
      SASL_PATH: join(root, 'usr/lib', library, 'sasl2'),
    },
  }
}

/** The libraries Cyrus depends on, theirs too, as far as they are not installed. */
async function missingLibraries(): Promise<string[]> {
  const missing = new Set<string>()
  let asked = wanted.filter((name) => name.startsWith('cyrus'))
  while (asked.length > 0) {
    const { stdout } = await run('apt-cache', ['depends', '--no-recommends', '--no-suggests', ...asked])
    const names = [...stdout.matchAll(/^ *\|?(?:Pre)?Depends: (lib[^\s<>:]+)/gm)].map(([, name]) => name!)
    const fresh: string[] = []
    for (const name of new Set(names)) {
      if (missing.has(name) || name.endsWith('-perl') || (await isInstalled(name))) continue
      missing.add(name)
      fresh.push(name)
    }
    asked = fresh
  }
  return [...missing]
}

async function isInstalled(name: string): Promise<boolean> {
  try {
    const { stdout } = await run('dpkg-query', ['-W', '-f=${db:Status-Status}', name])
    return stdout.startsWith('installed')
  } catch {
    return false
  }
}
