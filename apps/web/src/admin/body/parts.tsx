import type { TenantDetail } from '@staffetta/contract'
import { later, Skeleton } from '@staffetta/ui'
import type { ComponentType } from 'react'
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

type Part = ComponentType<{ tenant: TenantDetail }>

const part = (load: () => Promise<Part>) => later(load, () => <Skeleton width="50%" />)
const [PeopleTab, fetchPeople] = part(loadPeople)
const [ChecksTab, fetchChecks] = part(loadChecks)
const [ServersTab, fetchServers] = part(loadServers)

/** The code of most is fetched by whoever opens them. */
export const components: Record<PartId, Part> = {
  overview: OverviewTab,
  request: part(loadRequest)[0],
  closing: part(loadClosing)[0],
  checks: ChecksTab,
  domains: part(loadDomains)[0],
  servers: ServersTab,
  access: part(loadAccess)[0],
  directory: part(loadDirectory)[0],
  services: ServicesTab,
  people: PeopleTab,
  announcements: part(loadAnnouncementsTab)[0],
  look: part(loadLook)[0],
  work: part(loadWork)[0],
  resources: part(loadResources)[0],
  preferences: part(loadPreferences)[0],
  notice: part(loadNotice)[0],
  retention: part(loadRetention)[0],
  configuration: part(loadConfiguration)[0],
  register: ({ tenant }) => <RegisterList tenant={tenant.id} />,
}

/** Those one sees opened next: whoever presses their tab waits for what they show, not for their code. */
export function prefetchParts(): void {
  for (const fetch of [fetchPeople, fetchChecks, fetchServers]) void fetch().catch(() => undefined)
}
