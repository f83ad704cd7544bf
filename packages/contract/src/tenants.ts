import { oneOf, type Static } from './schema.ts'

export const TenantKind = oneOf('municipality', 'union', 'province', 'other')
export type TenantKind = Static<typeof TenantKind>

/** Where a body stands, from its request to its end. */
export const tenantStates = [
  'sent',
  'in-check',
  'more-asked',
  'approved',
  'activating',
  'active',
  'suspended',
  'closing',
  'closed',
] as const
export const TenantState = oneOf(...tenantStates)
export type TenantState = Static<typeof TenantState>

/** What may follow; every step has a reason and is written into the register. */
export const nextStates: Record<TenantState, readonly TenantState[]> = {
  sent: ['in-check', 'more-asked', 'closed'],
  'in-check': ['more-asked', 'approved', 'closed'],
  'more-asked': ['in-check', 'closed'],
  approved: ['activating', 'more-asked', 'closed'],
  activating: ['active', 'closed'],
  active: ['suspended', 'closing'],
  suspended: ['active', 'closing'],
  // That one is closed is said by the proof of its deletion.
  closing: ['active'],
  closed: [],
}

/** How long a body that leaves is served still, where nobody decides otherwise. */
export const closingDays = 30

/** Where services may be on: from the moment somebody prepares them until the body has left. */
export const servingStates: readonly TenantState[] = ['activating', 'active', 'suspended', 'closing']
