import { anyRole } from './admin-access.ts'
import { Uuid } from './ids.ts'
import { Governed, PreferenceRule, RuleValue } from './preference-rules.ts'
import { defineRoute } from './route.ts'
import { array, boolean, nullable, object, string } from './schema.ts'

const Rules = object({ rules: array(PreferenceRule) })

/** What a body decides of its people's preferences. */
export const adminPreferences = {
  listRules: defineRoute({
    method: 'GET',
    path: '/api/admin/tenants/:tenantId/preferences',
    access: 'admin',
    roles: anyRole,
    params: object({ tenantId: Uuid }),
    answer: 'json',
    response: Rules,
    errors: [],
  }),
  /** `value` null: the product's own default is back, and nothing is locked. */
  setRule: defineRoute({
    method: 'PUT',
    path: '/api/admin/tenants/:tenantId/preferences/:name',
    access: 'admin',
    roles: ['operator', 'tenant-admin'],
    params: object({ tenantId: Uuid, name: Governed }),
    body: object({
      value: nullable(RuleValue),
      locked: boolean(),
      reason: string({ maxLength: 300 }),
    }),
    answer: 'json',
    response: Rules,
    errors: ['admin/rule-refused'],
  }),
}
