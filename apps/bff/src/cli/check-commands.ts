import { readFileSync } from 'node:fs'
import {
  checkGroupIds,
  checkGroups,
  checkIds,
  type CheckId,
  type CheckOutcome,
  type CheckProblem,
} from '@staffetta/contract'
import { createFormats, createTranslator, loadAreaCatalogue, loadCatalogue } from '@staffetta/i18n'
import { createSayings } from '@staffetta/i18n/sayings'
import type { CheckKey } from '../checks/check.ts'
import { sortOutcomes } from '../checks/outcomes.ts'
import { expectOf, nothingExpected, readExpectation } from '../checks/expectation.ts'
import { runChecksBy } from '../checks/run-by.ts'
import { ConfigError, readConfig } from '../config.ts'
import { listDomainExpectations } from '../db/domain-expectations.ts'
import { claimedDomains } from '../db/tenants.ts'
import { type Command, CommandError, known } from './command.ts'

export const checkCommands: Record<string, Command> = {
  async check({ db, env, actor }, [slug], options) {
    const tenant = await known(db, slug)
    const only = readOnly(options.only)
    const outcomes: CheckOutcome[] = []
    const deps = { db, config: configOf(env) }
    const choice = only === undefined ? {} : { only }
    for await (const outcome of runChecksBy(deps, actor, tenant, choice)) outcomes.push(outcome)
    const sorted = sortOutcomes(outcomes)
    return { data: sorted, text: await inWords(tenant.name, sorted) }
  },

  /** What the checks look for in a domain; what is not named stays, what is named as nothing goes. */
  async expect({ db, actor }, [slug, domain = ''], options) {
    const tenant = await known(db, slug)
    const domains = claimedDomains(tenant)
    if (!domains.includes(domain))
      throw new CommandError(`Which domain of ${tenant.name}? One of ${domains.join(', ')}.`, 2)
    const before = (await listDomainExpectations(db, tenant.id)).get(domain) ?? nothingExpected
    const read = readExpectation({
      dkimSelector: options['dkim-selector'] ?? before.dkimSelector,
      dkimKey: readText(options['dkim-key-file']) ?? before.dkimKey,
      mx: options.mx ?? before.mx,
      spfInclude: options['spf-include'] ?? before.spfInclude,
    })
    if (read.kind === 'wrong') throw new CommandError(wrong[read.field], 2)
    const { expectation: wanted } = read
    await expectOf(db, actor, { tenant, domain, expectation: wanted })
    const shown = [
      `dkim  ${wanted.dkimSelector ?? '-'}${wanted.dkimKey === null ? '' : ', with its key'}`,
      `mx    ${wanted.mx.join(', ') || '-'}`,
      `spf   ${wanted.spfInclude === null ? '-' : `include:${wanted.spfInclude}`}`,
    ]
    return { data: { domain, ...wanted }, text: `${domain}\n  ${shown.join('\n  ')}` }
  },
}

function readOnly(text: string | undefined): CheckId[] | undefined {
  const words = text?.split(',').map((word) => word.trim())
  const odd = words?.find((word) => !checkIds.some((id) => id === word))
  if (odd !== undefined)
    throw new CommandError(`There is no check "${odd}". There are ${checkIds.join(', ')}.`, 2)
  return words as CheckId[] | undefined
}

export function configOf(env: Parameters<typeof readConfig>[0]) {
  try {
    return readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(error.message, 2)
    throw error
  }
}

const wrong = {
  dkimSelector: '--dkim-selector is not a name of the DNS.',
  dkimKey: 'In --dkim-key-file there is no public key of DKIM: "v=DKIM1; k=rsa; p=…".',
  mx: '--mx is not a name of the DNS.',
  spfInclude: '--spf-include is not a name of the DNS.',
}

function readText(path: string | undefined): string | undefined {
  if (path === undefined || path === '') return path
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    throw new CommandError(`The record could not be read from ${path}: ${(error as Error).message}`)
  }
}

const marks = { ok: '+', attention: '!', error: 'x', 'not-applicable': '-' } as const

function counted(outcomes: CheckOutcome[], state: CheckOutcome['state']): number {
  return outcomes.filter((outcome) => outcome.state === state).length
}

/** What went wrong at which step, as the screens say it. */
export async function problemInWords({ step, headline }: CheckProblem): Promise<string> {
  const { t, say } = await checkWords()
  return step === null || step === 'setting'
    ? say(headline)
    : `${say(headline)} (${t(`checks.steps.${step}`)})`
}

async function checkWords() {
  const t = createTranslator('en', await loadCatalogue('en'), await loadAreaCatalogue('checks', 'en'))
  return { t, say: createSayings(t, createFormats('en', t)) }
}

async function inWords(name: string, outcomes: CheckOutcome[]): Promise<string> {
  const { t, say } = await checkWords()
  const blockOf = ({
    check,
    subject,
    state,
    step,
    headline,
    found,
    expected,
    consequence,
    records,
  }: CheckOutcome) => {
    const title = `${t(`checks.names.${check}`)}${subject === '' ? '' : ` (${subject})`}: ${say(headline)}`
    if (state === 'ok') return `  ${marks[state]} ${title}`
    const line = (label: CheckKey, text: string) =>
      `${t(label)}: ${text.replaceAll('\n', `\n${' '.repeat(10)}`)}`
    const more = [
      t(`checks.states.${state}`),
      ...(step === null || step === 'setting' ? [] : [line('checks.report.step', t(`checks.steps.${step}`))]),
      ...found.map((saying) => line('checks.report.found', say(saying))),
      ...expected.map((saying) => line('checks.report.expected', say(saying))),
      ...(consequence === null ? [] : [line('checks.report.consequence', say(consequence))]),
      ...records.map(({ name: at, type, value }) =>
        type === '$'
          ? line('checks.report.command', value)
          : line('checks.report.record', `${at}  ${type}  ${value}`),
      ),
    ]
    return [`  ${marks[state]} ${title}`, ...more.map((text) => `      ${text}`)].join('\n')
  }
  const blocks = checkGroupIds.flatMap((group) => {
    const inGroup = outcomes.filter(({ check }) => checkGroups[check] === group)
    return inGroup.length === 0 ? [] : ['', t(`checks.groups.${group}`), ...inGroup.map(blockOf)]
  })
  const summary = (['ok', 'attention', 'error'] as const).map((state) =>
    t(`checks.report.summary.${state}`, { count: counted(outcomes, state) }),
  )
  return [`${name}: ${summary.join(', ')}`, ...blocks].join('\n')
}
