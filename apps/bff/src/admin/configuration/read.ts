import {
  Configuration,
  CONFIGURATION_VERSION,
  type ConfigurationFlaw,
  type Governed,
} from '@staffetta/contract'
import { Ajv } from 'ajv'
import { readExpectation } from '../../checks/expectation.ts'
import { AppError } from '../../http/app-error.ts'
import { dataUrlOf, readCrest } from '../crest/read-crest.ts'
import { cleanLook } from '../look.ts'
import { readRule } from '../preference-rules.ts'
import { agreementFor } from '../retention/mail-log-rule.ts'
import { services } from '../services.ts'
import { cleanWork, workFlaw } from '../work-rules.ts'
import { isObject } from './changes.ts'

const shape = Configuration as unknown as Shape
const fits = new Ajv({ strict: false }).compile<Configuration>(Configuration)

/** Nothing was changed: where in the file it does not go, and why. */
export function refused(path: (string | number)[], why: ConfigurationFlaw, name?: string): AppError {
  const details = { path: path.join('.'), why, ...(name !== undefined && { name }) }
  return new AppError('admin/configuration-refused', details)
}

/**
 * What a file says, as it would be stored: each part is read by what reads it on its own screen. Throws `refused`. What it does not
 * say, and every file of today does, stays as it stands: the file is from before there was that, or only about the rest.
 */
export function readConfiguration(octets: Uint8Array, current: Configuration): Configuration {
  const { staffetta: _header, ...standing } = current
  const given = completed(shape, parse(octets), standing)
  const version = (given as Partial<Configuration> | null)?.staffetta?.version
  if (version !== undefined && version !== CONFIGURATION_VERSION)
    throw refused(['staffetta', 'version'], 'version')
  if (!fits(given)) throw formFlaw()
  const { endpoints } = given
  return {
    ...given,
    work: readWork(given.work),
    look: at(['look', 'links'], 'link', () => cleanLook(given.look)),
    crest: at(['crest'], 'crest', () => given.crest && dataUrlOf(readCrest(bytesOf(given.crest)))),
    services: services.filter((service) => given.services.includes(service)),
    hosts: given.hosts.map((host) => host.toLowerCase()).toSorted(),
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([kind, one]) => [kind, { ...one, host: one.host.toLowerCase() }]),
    ),
    retention: at(['retention', 'agreement'], 'agreement', () => ({
      ...given.retention,
      agreement: agreementFor(given.retention.mailLogDays, given.retention.agreement, new Date()),
    })),
    preferences: mapped(given.preferences, (rule, name) =>
      at(['preferences', name], 'rule', () => {
        const { name: _, ...read } = readRule({ ...rule, name: name as Governed })
        return read
      }),
    ),
    resources: mapped(given.resources, (resource) => ({
      ...resource,
      managers: resource.managers.map((address) => address.toLowerCase()),
    })),
    expectations: mapped(given.expectations, (expectation, domain) => {
      const read = readExpectation(expectation)
      if (read.kind === 'wrong') throw refused(['expectations', domain, read.field], 'expectation')
      return read.expectation
    }),
  }
}

/** Of JSON Schema, what says which names there are. */
interface Shape {
  properties?: Record<string, Shape>
  required?: string[]
  patternProperties?: Record<string, Shape>
}

function completed(
  { properties = {}, required = [], patternProperties = {} }: Shape,
  given: unknown,
  current: unknown,
): unknown {
  if (!isObject(given)) return given
  const standing = isObject(current) ? current : {}
  const [ofEach = {}] = Object.values(patternProperties)
  const said = Object.entries(given).map(([name, value]): [string, unknown] => [
    name,
    completed(properties[name] ?? ofEach, value, standing[name]),
  ])
  const unsaid = required.filter((name) => !Object.hasOwn(given, name) && Object.hasOwn(standing, name))
  return Object.fromEntries([...said, ...unsaid.map((name): [string, unknown] => [name, standing[name]])])
}

function readWork(given: Configuration['work']): Configuration['work'] {
  const flaw = workFlaw(given)
  if (flaw === 'passwordPage') throw refused(['work', flaw], 'link')
  if (flaw === 'hours') throw refused(['work', flaw], 'week')
  if (flaw === 'patron') throw refused(['work', flaw, 'day'], 'day')
  return cleanWork(given)
}

function parse(octets: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(octets))
  } catch {
    throw refused([], 'json')
  }
}

function formFlaw(): AppError {
  const [error] = fits.errors ?? []
  const path = (error?.instancePath ?? '')
    .split('/')
    .slice(1)
    .map((word) => word.replaceAll('~1', '/').replaceAll('~0', '~'))
  const { additionalProperty, missingProperty } = (error?.params ?? {}) as Record<string, string | undefined>
  const more = additionalProperty ?? missingProperty
  return refused(more === undefined ? path : [...path, more], 'form')
}

/** What the screens refuse by their own codes is refused here by its place in the file. */
export async function within<T>(path: string[], why: ConfigurationFlaw, ask: () => Promise<T>): Promise<T> {
  return ask().catch((error: unknown) => placed(error, path, why))
}

function at<T>(path: string[], why: ConfigurationFlaw, read: () => T): T {
  try {
    return read()
  } catch (error) {
    return placed(error, path, why)
  }
}

function placed(error: unknown, path: string[], why: ConfigurationFlaw): never {
  throw error instanceof AppError ? refused(path, why) : error
}

/** In the order of their names. */
function mapped<T, U>(values: Record<string, T>, change: (value: T, name: string) => U): Record<string, U> {
  return Object.fromEntries(
    Object.entries(values)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => [name, change(value, name)]),
  )
}

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
}
