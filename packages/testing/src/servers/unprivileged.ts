import { execFileSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

/** Who the server processes run as. */
export interface Runner {
  user: string
  group: string
  uid: number
  gid: number
  /** True when this process is root and its children have to step down. */
  drops: boolean
}

let known: Runner | undefined

/** The user and group every server process gets: our own, or `nobody` when we are root (PostgreSQL and Dovecot refuse it). */
export function runner(): Runner {
  return (known ??= findRunner())
}

function findRunner(): Runner {
  const uid = process.getuid?.() ?? 0
  const gid = process.getgid?.() ?? 0
  if (uid !== 0) return { user: nameOfUser(uid), group: nameOf('-gn'), uid, gid, drops: false }
  const nobody = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }))
  const nogroup = Number(execFileSync('id', ['-g', 'nobody'], { encoding: 'utf8' }))
  const group = execFileSync('id', ['-gn', 'nobody'], { encoding: 'utf8' }).trim()
  return { user: 'nobody', group, uid: nobody, gid: nogroup, drops: true }
}

function nameOf(option: string): string {
  return execFileSync('id', [option], { encoding: 'utf8' }).trim()
}

function nameOfUser(uid: number): string {
  try {
    return userInfo().username
  } catch {
    return String(uid)
  }
}

/** Hands a file or folder to the user the servers run as. */
export function giveToRunner(path: string): void {
  const { uid, gid, drops } = runner()
  if (drops) chownSync(path, uid, gid)
}

/** Makes a folder (with its parents) that only the servers' user can enter. */
export function privateFolder(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    giveToRunner(path)
  }
  return path
}

/**
 * Makes a new private folder with a short name: the path of a UNIX socket may have no more than 107 bytes. `inMemory` is for
 * servers that call fsync at every turn and whose data nobody keeps; on a machine with little shared memory it is on disk too.
 */
export function shortFolder(label: string, { inMemory = false } = {}): string {
  sweep()
  const path = mkdtempSync(join(inMemory && hasMemory() ? memory : '/tmp', `st-${label}-${process.pid}-`))
  giveToRunner(path)
  return path
}

const memory = '/dev/shm'

/** A container often has 64 MB there, which is not enough. */
function hasMemory(): boolean {
  if (!existsSync(memory)) return false
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > 512 * 1024 * 1024
}

let swept = false

/** Removes, once, what processes that were killed could not remove themselves. */
function sweep(): void {
  if (swept) return
  swept = true
  for (const folder of ['/tmp', memory].filter((each) => existsSync(each))) {
    for (const name of readdirSync(folder)) {
      const pid = /^st-[a-z]+-(\d+)-\w{6}$/.exec(name)?.[1]
      if (!pid || existsSync(`/proc/${pid}`)) continue
      try {
        endWhatServes(join(folder, name))
        rmSync(join(folder, name), { recursive: true, force: true })
      } catch {
        // another user's
      }
    }
  }
}

/** Cyrus' master outlives the SIGTERM of a parent that was killed, and then spins: seen with 3.6.1. */
function endWhatServes(folder: string): void {
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    try {
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${folder}/`))
        process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has just ended.
    }
  }
}

/** Like shortFolder, with a name that stays; refuses a folder that somebody else made before us. */
export function namedShortFolder(name: string): string {
  const path = join('/tmp', name)
  privateFolder(path)
  const { uid, mode } = statSync(path)
  if (uid !== runner().uid || (mode & 0o077) !== 0) {
    throw new Error(`${path} belongs to another user or is open to others. Remove it and start again.`)
  }
  return path
}
