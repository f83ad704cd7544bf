// Runs before `npm install`: nothing but Node's own modules may be imported here.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

const debianPackages = {
  mail: {
    why: 'the IMAP server of the demo and the tests, with delivery, filters and full-text search',
    names: [
      'dovecot-core',
      'dovecot-imapd',
      'dovecot-lmtpd',
      'dovecot-managesieved',
      'dovecot-sieve',
      'dovecot-fts-xapian',
    ],
  },
  dav: { why: 'the calendar and address book server of the demo and the tests', names: ['radicale'] },
  davFamilies: {
    why: 'DAV servers of other families, for the tests (DAViCal, in PHP, is unpacked beside the system)',
    names: ['xandikos', 'php-cli', 'php-pgsql', 'php-xml'],
  },
  davClients: {
    why: 'other calendar and address book programs beside ours, for the tests',
    names: ['vdirsyncer', 'khal', 'khard'],
  },
  certificates: { why: 'the test certificates', names: ['openssl'] },
  browser: {
    why: 'the browser the journeys run in, with letters for the scripts they show',
    names: ['chromium-headless-shell', 'fonts-dejavu-core', 'fonts-noto-core', 'fonts-noto-cjk'],
  },
  wholeBrowser: {
    why: 'the browser as people have it, for measurements and hostile mails',
    names: ['chromium'],
  },
}

/** What stops a set-up, in words that say what to do. */
export class SetupError extends Error {}

export function say(text) {
  process.stdout.write(`${text}\n`)
}

/** The word of the line, then how long it took. */
function step(title, run) {
  const started = Date.now()
  say(`→ ${title} …`)
  run()
  say(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

function command(file, args, options = {}) {
  const result = spawnSync(file, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) throw result.error
  return result
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new SetupError(
    `Staffetta needs Node 20.19 or newer; this is ${process.version}. Node 22 or 24 is a good choice: https://nodejs.org`,
  )
}

/** Installs what is missing of Debian's packages; `groups` as in debianPackages. */
export function ensureDebianPackages(groups) {
  const wanted = groups.flatMap((group) => debianPackages[group].names)
  const missing = wanted.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  if (!existsSync('/usr/bin/apt-get')) {
    throw new SetupError(
      `This machine is not Debian, and these are missing: ${missing.join(', ')}.\n` +
        'Install Dovecot (imap, lmtp, managesieve, sieve, fts-xapian), Radicale and Chromium your way, under /usr,\n' +
        'or use a Debian 12 or 13 machine or container.',
    )
  }
  for (const group of groups) {
    const needed = debianPackages[group].names.filter((name) => missing.includes(name))
    if (needed.length > 0) say(`Needed from Debian: ${needed.join(', ')}: ${debianPackages[group].why}.`)
  }
  const rootly = process.getuid() === 0 ? [] : ['sudo']
  const line = `${[...rootly, 'apt-get'].join(' ')} install --no-install-recommends ${missing.join(' ')}`
  if (rootly.length > 0 && !existsSync('/usr/bin/sudo')) {
    throw new SetupError(
      `There is no sudo here. As root, run:\n  apt-get update && ${line.replace('sudo ', '')}\nthen start again.`,
    )
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  step(
    `Installing ${missing.length} Debian packages${rootly.length > 0 ? ' (sudo may ask for your password)' : ''}`,
    () => {
      const apt = (...args) =>
        command(rootly[0] ?? 'apt-get', [...rootly.slice(1), ...(rootly[0] ? ['apt-get'] : []), ...args], {
          env,
        })
      apt('update', '-qq')
      // A server package starts its service on installation; nothing of ours uses it, and a container has no init for it.
      const options = ['-y', '-qq', '-o', 'Dpkg::Use-Pty=0', '--no-install-recommends']
      let result = apt('install', ...options, ...missing)
      if (result.status !== 0) {
        // Debian 13 has no fts-xapian for every architecture, fonts are a nicety, and the other DAV servers only tests'.
        const needed = missing.filter((name) => !/^fonts-|^php-|^xandikos$|fts-xapian$/.test(name))
        result = needed.length > 0 ? apt('install', ...options, ...needed) : { status: 0 }
      }
      if (result.status !== 0) {
        throw new SetupError(
          `Debian's packages could not be installed. Is this machine connected to the network? By hand:\n  ${line}`,
        )
      }
    },
  )
}

function isInstalled(name) {
  const asked = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' })
  if (asked.error) return existsSync(`/usr/sbin/${name}`) || existsSync(`/usr/bin/${name}`)
  return asked.stdout === 'installed'
}

/** `npm ci` when node_modules is missing or was made from another lock file. */
export function ensureNpmPackages() {
  const lock = join(root, 'package-lock.json')
  const mark = join(root, 'node_modules/.staffetta-lock')
  const sum = createHash('sha256')
    .update(existsSync(lock) ? readFileSync(lock) : '')
    .digest('hex')
  const made = existsSync(mark) ? readFileSync(mark, 'utf8') : undefined
  if (made === sum) return
  if (made === undefined && installedAsLocked(lock)) {
    writeFileSync(mark, sum)
    return
  }
  step('Installing npm packages', () => {
    const result = command('npm', [
      existsSync(lock) ? 'ci' : 'install',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ])
    if (result.status !== 0) {
      throw new SetupError(
        'The npm packages could not be installed. Is this machine connected to the network (registry.npmjs.org, or the mirror of your npm configuration)?',
      )
    }
  })
  mkdirSync(dirname(mark), { recursive: true })
  writeFileSync(mark, sum)
}

/** An installation made by hand with this lock file is as good as ours. */
function installedAsLocked(lock) {
  const hidden = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(hidden) || !existsSync(lock)) return false
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' ||
      !path.includes('node_modules') ||
      entry.optional ||
      entry.link ||
      found[path]?.version === entry.version,
  )
}

/** Builds these workspaces and what they need; everything when none is named. */
export function build(...workspaces) {
  step('Building', () => {
    const filters = workspaces.map((name) => `--filter=${name}`)
    const turbo = join(root, 'node_modules/.bin/turbo')
    const result = command(turbo, ['run', 'build', '--output-logs=errors-only', ...filters], {
      env: buildEnvironment(),
    })
    if (result.status !== 0) throw new SetupError('The build failed; what is wrong stands above.')
  })
}

export function buildEnvironment() {
  return { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NPM_CONFIG_LOGLEVEL: 'error' }
}

/** Runs a main function and turns what it cannot help into one plain sentence. */
export async function runMain(main) {
  try {
    await main()
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof SetupError ? error.message : (error?.stack ?? String(error))}\n`,
    )
    process.exitCode = 1
  }
}
