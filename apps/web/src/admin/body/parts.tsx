import type { TenantDetail } from '@staffetta/contract'
import { lazy, type ComponentType } from 'react'
import { loadAnnouncementsTab } from '../announcements/load.ts'
import { RegisterList } from '../register/RegisterList.tsx'
import { loadChecks } from './load-checks.ts'
import { loadClosing, loadRetention } from './load-keeping.ts'
import { loadNotice } from './load-notice.ts'
import { loadPeople } from './load-people.ts'
import { loadPreferences } from './load-preferences.ts'
import { loadRequest } from './load-request.ts'
import {
  loadAccess,
  loadConfiguration,
  loadDirectory,
  loadDomains,
  loadLook,
  loadResources,
  loadServers,
  loadWork,
} from './load-setup.ts'
import { OverviewTab } from './OverviewTab.tsx'
import { ServicesTab } from './ServicesTab.tsx'

export const tabs = [
  'overview',
  'closing',
  'request',
  'checks',
  'services',
  'people',
  'announcements',
  'settings',
  'register',
] as const
export type TabId = (typeof tabs)[number]

/** What is set once and looked at seldom stands together. */
export const settings = [
  'domains',
  'servers',
  'access',
  'directory',
  'look',
  'work',
  'resources',
  'preferences',
  'notice',
  'retention',
  'configuration',
] as const
export type PartId = Exclude<TabId, 'settings'> | (typeof settings)[number]

/** The code of most is fetched by whoever opens them. */
export const components: Record<PartId, ComponentType<{ tenant: TenantDetail }>> = {
  overview: OverviewTab,
  request: lazy(loadRequest),
  closing: lazy(loadClosing),
  checks: lazy(loadChecks),
  domains: lazy(loadDomains),
  servers: lazy(loadServers),
  access: lazy(loadAccess),
  directory: lazy(loadDirectory),
  services: ServicesTab,
  people: lazy(loadPeople),
  announcements: lazy(loadAnnouncementsTab),
  look: lazy(loadLook),
  work: lazy(loadWork),
  resources: lazy(loadResources),
  preferences: lazy(loadPreferences),
  notice: lazy(loadNotice),
  retention: lazy(loadRetention),
  configuration: lazy(loadConfiguration),
  register: ({ tenant }) => <RegisterList tenant={tenant.id} />,
}

/** Those one sees opened next: whoever presses their tab waits for what they show, not for their code. */
export function prefetchParts(): void {
  for (const load of [loadPeople, loadChecks, loadServers]) void load().catch(() => undefined)
}
