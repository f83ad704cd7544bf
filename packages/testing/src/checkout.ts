import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runner } from './servers/unprivileged.ts'

/** The root of this checkout. */
export const checkoutRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/** Where the built product lies for the user who runs it, and the Node that runs it. */
export interface Runnable {
  root: string
  node: string
}

/**
 * The built product, readable by the unprivileged user. A checkout (or a Node) that only root can enter, such as
 * one under /root, is copied aside without what is needed for building.
 */
export function runnableCheckout(): Runnable {
  if (!runner().drops) return { root: checkoutRoot, node: process.execPath }
  const aside = `/var/tmp/staffetta-${createHash('sha256').update(checkoutRoot).digest('hex').slice(0, 10)}`
  const root = othersMayEnter(checkoutRoot) ? checkoutRoot : copyProduct(aside)
  const node = othersMayEnter(dirname(process.execPath)) ? process.execPath : copyNode(aside)
  return { root, node }
}

/** True when every user can list this folder and all above it. */
export function othersMayEnter(path: string): boolean {
  for (let folder = path; folder !== '/'; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) return false
  }
  return true
}

function copyProduct(aside: string): string {
  const copy = join(claim(aside), 'product')
  rmSync(copy, { recursive: true, force: true })
  const lock = JSON.parse(readFileSync(join(checkoutRoot, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; link?: boolean; resolved?: string }>
  }
  for (const [path, entry] of Object.entries(lock.packages)) {
    const from = join(checkoutRoot, path)
    if (path === '' || !path.includes('node_modules/') || entry.dev || !existsSync(from)) continue
    if (entry.link) {
      mkdirSync(dirname(join(copy, path)), { recursive: true })
      symlinkSync(join(copy, entry.resolved ?? ''), join(copy, path))
    } else {
      cpSync(from, join(copy, path), { recursive: true, verbatimSymlinks: true })
    }
  }
  const built = ['apps/bff', 'apps/web', 'packages/contract', 'packages/i18n', 'packages/testing']
  for (const folder of built) {
    for (const name of ['package.json', 'dist', 'bin', 'locales', 'fixtures']) {
      const from = join(checkoutRoot, folder, name)
      if (existsSync(from)) cpSync(from, join(copy, folder, name), { recursive: true })
    }
  }
  return copy
}

function copyNode(aside: string): string {
  const node = join(claim(aside), `node-${process.version}`)
  if (!existsSync(node)) cpSync(process.execPath, node)
  return node
}

/** The folder is ours alone to write; a stranger's folder of that name is refused. */
function claim(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  if (statSync(folder).uid !== process.getuid?.()) {
    throw new Error(`${folder} belongs to another user. Remove it and start again.`)
  }
  return folder
}
