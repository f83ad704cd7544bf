import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import {
  buildEnvironment,
  checkNode,
  ensureDebianPackages,
  ensureNpmPackages,
  root,
  runMain,
  say,
  SetupError,
} from './setup.mjs'

const usage = `npm test                     everything: types, lint, import law, dead code, tests, journeys
npm test -- lint unit        only these of: ${'types lint format law dead unit build servers journeys'}`

const totals = { passed: 0, failed: 0, skipped: 0, again: 0 }
const reports = join(root, 'test-results')

await runMain(async () => {
  const only = process.argv.slice(2)
  if (only.includes('--help')) return say(usage)
  try {
    checkNode()
    const clients = ['davClients', 'browser', 'wholeBrowser']
    ensureDebianPackages(['mail', 'dav', 'davFamilies', 'certificates', ...clients])
    ensureNpmPackages()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(`\n${error.message}\n`)
    totals.failed += 1
    return finish()
  }
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const steps = allSteps()
  const unknown = only.filter((name) => !steps.some((step) => step.group === name))
  if (unknown.length > 0) throw new SetupError(`There is no step called ${unknown.join(', ')}.\n\n${usage}`)
  const wanted = steps.filter(({ group }) => only.length === 0 || only.includes(group))
  for (const group of new Set(wanted.map((step) => step.group)))
    await twoAtATime(wanted.filter((step) => step.group === group))
  finish()
})

/** Suites of one group wait for servers, or use one core: two beside each other. Everything else comes alone in its group. */
async function twoAtATime(steps) {
  const left = [...steps]
  const lane = async () => {
    for (let step = left.shift(); step; step = left.shift()) await run(step)
  }
  await Promise.all([lane(), lane()])
}

function finish() {
  if (totals.failed > 0) process.exitCode = 1
  say(`\ntests: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
  if (totals.again > 0) say(`files that passed the second time only: ${totals.again}. They are to be mended.`)
}

function allSteps() {
  const turbo = (task) => ['turbo', 'run', task, '--output-logs=errors-only', '--continue']
  const check = (group, title, args) => ({ group, title, args, cwd: root })
  return [
    check('types', 'types', turbo('typecheck')),
    check('lint', 'lint', ['oxlint', '--deny-warnings']),
    check('format', 'format', ['oxfmt', '--check']),
    check('law', 'import law', [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      'apps',
      'packages',
      'e2e',
    ]),
    check('dead', 'dead code', ['knip', '--no-progress']),
    ...vitestSteps('unit', 'vitest.config.ts', (name) => name !== 'e2e'),
    check('build', 'build', turbo('build')),
    ...vitestSteps('servers', 'vitest.servers.config.ts', () => true),
    ...vitestSteps('journeys', 'vitest.config.ts', (name) => name === 'e2e'),
  ]
}

function vitestSteps(group, config, belongs) {
  return workspaces()
    .filter((path) => existsSync(join(path, config)) && belongs(relative(root, path)))
    .map((cwd) => {
      const name = relative(root, cwd)
      const report = join(reports, `${group}-${name.replace('/', '-')}.json`)
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
      const args = ['vitest', 'run', '--config', config, '--passWithNoTests', ...reporters]
      const title = group === 'journeys' ? group : `${group}: ${name}`
      // Real servers and a real browser wait for one another; units wait for nothing.
      return { group, title, args, cwd, report, again: group !== 'unit' }
    })
}

function workspaces() {
  const inside = (folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name))
  // The longest first, so that nothing is left to run alone at the end.
  return [...inside('apps'), ...inside('packages'), join(root, 'e2e')].filter((path) =>
    existsSync(join(path, 'package.json')),
  )
}

async function run({ title, args, cwd, report, again }) {
  const started = Date.now()
  const { code, output } = await execute(args, cwd)
  const files = report && resultsIn(report)
  const failing = (files ?? []).filter(({ failed }) => failed > 0)
  if (failing.length > 0 || code !== 0) show(output)
  let results = files
  if (again && failing.length > 0) {
    say(`${title}: ${failing.map(({ path }) => relative(cwd, path)).join(', ')} once more`)
    const second = await execute([...args, ...failing.map(({ path }) => path)], cwd)
    const anew = resultsIn(report)
    const failsAnew = anew === undefined || anew.some(({ failed }) => failed > 0)
    if (failsAnew || second.code !== 0) show(second.output)
    // Where it broke off without saying of what test, nothing was shown.
    if (failsAnew || second.code === 0)
      results = files.map((file) => anew?.find(({ path }) => path === file.path) ?? file)
  }
  const sum = (what) => (results ?? []).reduce((total, file) => total + file[what], 0)
  // A run that ends badly without a failed test (a crash, a file that does not load) is one failure too.
  const crashed = code !== 0 && failing.length === 0
  const failed = sum('failed') + (crashed || (report && results === undefined) ? 1 : 0)
  totals.passed += sum('passed')
  totals.failed += failed
  totals.skipped += sum('skipped')
  const passes = (path) => results.find((file) => file.path === path).failed === 0
  totals.again += failing.filter(({ path }) => passes(path)).length
  const what = report
    ? `${sum('passed')} passed${failed ? `, ${failed} failed` : ''}`
    : failed
      ? 'failed'
      : 'good'
  say(`${failed ? '✗' : '✓'} ${title.padEnd(34)} ${seconds(started).padStart(7)}  ${what}`)
}

function show(output) {
  say(`\n${output.split('\n').slice(-400).join('\n').trimEnd()}\n`)
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}

/** What became of each file; undefined where there is no report. A file that does not load is one failure. */
function resultsIn(report) {
  if (!existsSync(report)) return undefined
  return JSON.parse(readFileSync(report, 'utf8')).testResults.map(({ name, status, assertionResults }) => {
    const number = (...those) => assertionResults.filter((one) => those.includes(one.status)).length
    const failed = number('failed')
    return {
      path: name,
      passed: number('passed'),
      failed: status === 'failed' && failed === 0 ? 1 : failed,
      skipped: number('pending', 'skipped', 'todo'),
    }
  })
}

function execute([name, ...args], cwd) {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin', name), args, {
      cwd,
      env: { ...buildEnvironment(), CI: '1', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (chunk) => (output += chunk)
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', (error) => resolve({ code: 1, output: `${name}: ${error.message}` }))
    child.once('close', (code) => resolve({ code, output }))
  })
}
