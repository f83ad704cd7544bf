import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

const roots = new Map<string, Promise<string>>()

/** Where a package of Debian, in the version that would be installed now, lies unpacked beside the system. */
export function unpackedRoot(name: string): Promise<string> {
  const root = roots.get(name) ?? findRoot(name)
  roots.set(name, root)
  return root
}

/** Half a second of CPU, each time. */
async function findRoot(name: string): Promise<string> {
  const { stdout: policy } = await run('apt-cache', ['policy', name])
  const version = /Candidate: (\S+)/.exec(policy)?.[1]
  if (!version || version === '(none)') {
    throw new Error(
      `Debian’s list of packages does not have ${name}. Run \`apt-get update\` as root and try again.`,
    )
  }
  const owner = process.getuid?.() ?? 0
  const label = name.split('-')[0]
  return join('/var/tmp', `staffetta-${label}-${version.replace(/[^\w.+-]/g, '_')}-${owner}`)
}

/** Downloads packages and unpacks them there, without installing anything; whoever comes second finds them whole. */
export async function unpackPackages(root: string, packages: string[]): Promise<void> {
  const making = mkdtempSync('/var/tmp/staffetta-unpacking-')
  try {
    await run('apt-get', ['download', '-qq', '-o', 'APT::Sandbox::User=root', ...packages], { cwd: making })
    const files = readdirSync(making).filter((name) => name.endsWith('.deb'))
    mkdirSync(join(making, 'root'), { mode: 0o755 })
    for (const file of files) await run('dpkg', ['-x', join(making, file), join(making, 'root')])
    try {
      renameSync(join(making, 'root'), root)
    } catch (error) {
      if (!existsSync(root)) throw error // else somebody was quicker
    }
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** The libraries packages depend on, theirs too, as far as they are not installed. */
export async function missingLibraries(packages: readonly string[]): Promise<string[]> {
  const missing = new Set<string>()
  let asked = [...packages]
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
