import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, nullable, object, oneOf, string, type Static } from './schema.ts'

/** One setting that would be another one. */
export const ConfigurationChange = object({
  /** Where in the file: `endpoints`, `imap`, `host`. */
  path: array(string()),
  /** Null: not set. Shortened, and of a picture its kind and size. */
  before: nullable(string()),
  after: nullable(string()),
})
export type ConfigurationChange = Static<typeof ConfigurationChange>

/** Why a file cannot be a body's configuration. */
export const ConfigurationFlaw = oneOf(
  'json',
  'form',
  'version',
  'taken',
  'domain',
  'none-left',
  'clear-text',
  'no-starttls',
  'not-reached',
  'secret',
  'provider',
  'master',
  'in-use',
  'day',
  'week',
  'directory',
  'rule',
  'withdrawn',
  'agreement',
  'crest',
  'link',
  'outside',
  'manager',
  'expectation',
)
export type ConfigurationFlaw = Static<typeof ConfigurationFlaw>

/** What a file would do, and a hash of that. */
export const ConfigurationPlan = object({ changes: array(ConfigurationChange), mark: string() })
export type ConfigurationPlan = Static<typeof ConfigurationPlan>

const params = object({ tenantId: Uuid })

/** All that is set of a body, as one file that is read, compared and taken back. */
export const adminConfiguration = {
  exportConfiguration: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/configuration',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params,
    answer: 'bytes',
    errors: [],
  }),
  planConfiguration: defineRoute({
    method: 'POST',
    path: '/api/admin/tenants/:tenantId/configuration/plan',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params,
    body: 'bytes',
    onlyReads: true,
    answer: 'json',
    response: ConfigurationPlan,
    errors: ['admin/configuration-refused', 'request/too-large', 'request/too-many'],
  }),
  /** All of it or nothing, and only what was shown under that mark: the settings may have changed since. */
  applyConfiguration: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/configuration',
    access: 'admin',
    roles: ['operator'],
    proof: 'fresh',
    params,
    query: object({ mark: string({ minLength: 16, maxLength: 64 }) }),
    body: 'bytes',
    answer: 'json',
    response: ConfigurationPlan,
    errors: [
      'admin/configuration-refused',
      'admin/configuration-changed',
      'request/too-large',
      'request/too-many',
    ],
  }),
} as const
