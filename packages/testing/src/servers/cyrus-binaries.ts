import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

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
  const { stdout: policy } = await run('apt-cache', ['policy', 'cyrus-imapd'])
  const version = /Candidate: (\S+)/.exec(policy)?.[1]
  if (!version || version === '(none)') {
    throw new Error(
      'Debian’s list of packages does not have Cyrus. Run `apt-get update` as root and try again.',
    )
  }
  const owner = process.getuid?.() ?? 0
  const root = join('/var/tmp', `staffetta-cyrus-${version.replace(/[^\w.+-]/g, '_')}-${owner}`)
  if (!existsSync(root)) await unpack(root)
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

async function unpack(root: string): Promise<void> {
  const making = mkdtempSync('/var/tmp/staffetta-cyrus-making-')
  try {
    const packages = [...wanted, ...(await missingLibraries())]
    await run('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', ...packages], { cwd: making })
    const files = readdirSync(making).filter((name) => name.endsWith('.deb'))
    mkdirSync(join(making, 'root'), { mode: 0o755 })
    for (const file of files) await run('dpkg', ['-x', join(making, file), join(making, 'root')])
    renameSync(join(making, 'root'), root)
  } finally {
    rmSync(making, { recursive: true, force: true })
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
