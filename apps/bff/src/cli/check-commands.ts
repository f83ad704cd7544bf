import { readFileSync } from 'node:fs'
import { CheckGroup, checkGroups, checkIds, type CheckId, type CheckOutcome } from '@staffetta/contract'
import {
  createFormats,
  createSayings,
  createTranslator,
  loadAreaCatalogue,
  loadCatalogue,
} from '@staffetta/i18n'
import type { CheckKey } from '../checks/check.ts'
import { sortOutcomes } from '../checks/outcomes.ts'
import { runChecks } from '../checks/run.ts'
import { ConfigError, readConfig } from '../config.ts'
import { readDkimKey } from '../checks/dns/dkim-key.ts'
import { isDnsName } from '../checks/dns/questions.ts'
import { listDomainExpectations, setDomainExpectation } from '../db/domain-expectations.ts'
import { recorded } from '../register/record.ts'
import { type Command, CommandError, known } from './command.ts'

export const checkCommands: Record<string, Command> = {
  async check({ db, env, actor }, [slug], options) {
    const tenant = await known(db, slug)
    const only = readOnly(options.only)
    const outcomes: CheckOutcome[] = []
    const deps = { db, config: configOf(env) }
    for await (const outcome of runChecks(deps, tenant, only === undefined ? {} : { only }))
      outcomes.push(outcome)
    const sorted = sortOutcomes(outcomes)
    await recorded(
      db,
      {
        act: 'tenant/checked',
        actor,
        tenantId: tenant.id,
        ...(only !== undefined && { subject: only.join(', ') }),
        details: { error: counted(sorted, 'error'), attention: counted(sorted, 'attention') },
      },
      async () => undefined,
    )
    return { data: sorted, text: await inWords(tenant.name, sorted) }
  },

  /** What the checks look for in a domain; what is not named stays, what is named as nothing goes. */
  async expect({ db, actor }, [slug, domain = ''], options) {
    const tenant = await known(db, slug)
    if (!tenant.domains.includes(domain))
      throw new CommandError(`Which domain of ${tenant.name}? One of ${tenant.domains.join(', ')}.`, 2)
    const before = (await listDomainExpectations(db, tenant.id)).get(domain) ?? {
      dkimSelector: null,
      dkimKey: null,
      mx: [],
      spfInclude: null,
    }
    const after = {
      dkimSelector: readName(options['dkim-selector'], '--dkim-selector') ?? before.dkimSelector,
      dkimKey: readKey(options['dkim-key-file']) ?? before.dkimKey,
      mx: options.mx?.flatMap((host) => readName(host, '--mx') ?? []) ?? before.mx,
      spfInclude: readName(options['spf-include'], '--spf-include') ?? before.spfInclude,
    }
    const wanted = {
      ...after,
      dkimSelector: after.dkimSelector || null,
      dkimKey: after.dkimKey || null,
      mx: after.mx.filter((host) => host !== ''),
      spfInclude: after.spfInclude || null,
    }
    await recorded(
      db,
      {
        act: 'tenant/expectation-set',
        actor,
        tenantId: tenant.id,
        subject: domain,
        details: { before, after: wanted },
      },
      (tx) => setDomainExpectation(tx, tenant.id, domain, wanted),
    )
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

function configOf(env: Parameters<typeof readConfig>[0]) {
  try {
    return readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(error.message, 2)
    throw error
  }
}

function readName(value: string | undefined, option: string): string | undefined {
  const name = value?.trim().toLowerCase().replace(/\.$/, '')
  if (name !== undefined && name !== '' && !isDnsName(name))
    throw new CommandError(`${option} "${value}" is not a name of the DNS.`, 2)
  return name
}

/** The record as the mail server's tools write it: between quotes and over several lines, or plain. */
function readKey(path: string | undefined): string | undefined {
  if (path === undefined || path === '') return path
  let text: string
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    throw new CommandError(`The record could not be read from ${path}: ${(error as Error).message}`)
  }
  const quoted = [...text.matchAll(/"([^"]*)"/g)].map((match) => match[1]).join('')
  const record = (quoted === '' ? text : quoted).replaceAll(/\s+/g, ' ').trim()
  if (readDkimKey(record).kind !== 'key')
    throw new CommandError(`In ${path} there is no public key of DKIM: "v=DKIM1; k=rsa; p=…".`, 2)
  return record
}

const marks = { ok: '+', attention: '!', error: 'x', 'not-applicable': '-' } as const

function counted(outcomes: CheckOutcome[], state: CheckOutcome['state']): number {
  return outcomes.filter((outcome) => outcome.state === state).length
}

async function inWords(name: string, outcomes: CheckOutcome[]): Promise<string> {
  const t = createTranslator('en', await loadCatalogue('en'), await loadAreaCatalogue('checks', 'en'))
  const say = createSayings(t, createFormats('en', t))
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
    const line = (label: CheckKey, text: string) => `${t(label)}: ${text.replaceAll('\n', '\n    ')}`
    const more = [
      t(`checks.states.${state}`),
      ...(step === null ? [] : [line('checks.report.step', t(`checks.steps.${step}`))]),
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
  const blocks = CheckGroup.enum.flatMap((group) => {
    const inGroup = outcomes.filter(({ check }) => checkGroups[check] === group)
    return inGroup.length === 0 ? [] : ['', t(`checks.groups.${group}`), ...inGroup.map(blockOf)]
  })
  const summary = (['ok', 'attention', 'error'] as const).map((state) =>
    t(`checks.report.summary.${state}`, { count: counted(outcomes, state) }),
  )
  return [`${name}: ${summary.join(', ')}`, ...blocks].join('\n')
}
