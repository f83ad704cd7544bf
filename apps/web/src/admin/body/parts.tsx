import type { TenantDetail } from '@staffetta/contract'
import { lazyAhead } from '@staffetta/ui'
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

const [PeopleTab, fetchPeople] = lazyAhead(async () => (await loadPeople()).default)
const [ChecksTab, fetchChecks] = lazyAhead(async () => (await loadChecks()).default)
const [ServersTab, fetchServers] = lazyAhead(async () => (await loadServers()).default)

/** The code of most is fetched by whoever opens them. */
export const components: Record<PartId, ComponentType<{ tenant: TenantDetail }>> = {
  overview: OverviewTab,
  request: lazy(loadRequest),
  closing: lazy(loadClosing),
  checks: ChecksTab,
  domains: lazy(loadDomains),
  servers: ServersTab,
  access: lazy(loadAccess),
  directory: lazy(loadDirectory),
  services: ServicesTab,
  people: PeopleTab,
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
  for (const fetch of [fetchPeople, fetchChecks, fetchServers]) void fetch().catch(() => undefined)
}
