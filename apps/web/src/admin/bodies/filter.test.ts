import type { TenantRow } from '@staffetta/contract'
import { expect, test } from 'vitest'
import { isOn, matches } from './filter.ts'

const row = (over: Partial<TenantRow>): TenantRow => ({
  id: '00000000-0000-4000-8000-000000000000',
  slug: 'forli',
  name: 'Comune di Forlì del Sannio',
  hue: null,
  crest: null,
  kind: 'municipality',
  domains: ['comune.forli.example'],
  state: 'active',
  stateSince: '2026-11-26T10:00:00Z',
  services: [],
  people: 0,
  isProvider: false,
  ...over,
})

test.each([
  ['', true],
  ['forli', true],
  ['FORLÌ sann', true],
  ['sannio comune', true],
  ['comune.forli', true],
  ['orli', true],
  ['fermo', false],
  ['forli fermo', false],
])('"%s" finds it: %s', (text, found) => {
  expect(matches(row({}), text)).toBe(found)
})

test('every state is on one shelf besides all', () => {
  for (const state of [
    'sent',
    'in-check',
    'more-asked',
    'approved',
    'activating',
    'active',
    'suspended',
    'closing',
    'closed',
  ] as const)
    expect(
      (['active', 'waiting', 'suspended'] as const).filter((shelf) => isOn(shelf, row({ state }))),
    ).toHaveLength(1)
})
