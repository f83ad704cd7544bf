import type { TenantDetail, TenantRow } from '@staffetta/contract'
import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { adminApi } from './api.ts'

/** Others administer too, and the command line does: what is looked at is asked for anew each time it is opened. */
const staleTime = 10_000

export interface RegisterFilter {
  tenant?: string
  text?: string
}

export const adminQueries = {
  access: () =>
    queryOptions({
      queryKey: ['admin', 'access'],
      queryFn: ({ signal }) => adminApi.admin.getAccess({}, { signal }),
      staleTime: 60_000,
    }),
  factors: () =>
    queryOptions({
      queryKey: ['admin', 'factors'],
      queryFn: ({ signal }) => adminApi.admin.listFactors({}, { signal }),
      staleTime,
    }),
  tenants: () =>
    queryOptions({
      queryKey: ['admin', 'tenants'],
      queryFn: async ({ signal }) => (await adminApi.admin.listTenants({}, { signal })).tenants,
      staleTime,
    }),
  tenant: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'tenant', tenantId],
      queryFn: ({ signal }) => adminApi.admin.getTenant({ tenantId }, { signal }),
      staleTime,
    }),
  enrolments: () =>
    queryOptions({
      queryKey: ['admin', 'enrolments'],
      queryFn: async ({ signal }) => (await adminApi.enrolments.listEnrolments({}, { signal })).enrolments,
      staleTime,
    }),
  enrolment: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'enrolment', tenantId],
      queryFn: async ({ signal }) =>
        (await adminApi.enrolments.getEnrolment({ tenantId }, { signal })).enrolment,
      staleTime,
    }),
  checks: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'checks', tenantId],
      queryFn: ({ signal }) => adminApi.checks.getReport({ tenantId }, { signal }),
      staleTime,
    }),
  rules: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'rules', tenantId],
      queryFn: async ({ signal }) => (await adminApi.admin.listRules({ tenantId }, { signal })).rules,
      staleTime,
    }),
  notices: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'notices', tenantId],
      queryFn: ({ signal }) => adminApi.admin.listNotices({ tenantId }, { signal }),
      staleTime,
    }),
  expectations: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'expectations', tenantId],
      queryFn: ({ signal }) => adminApi.checks.listExpectations({ tenantId }, { signal }),
      staleTime,
    }),
  domains: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'domains', tenantId],
      queryFn: ({ signal }) => adminApi.domains.listDomains({ tenantId }, { signal }),
      staleTime,
    }),
  servers: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'servers', tenantId],
      queryFn: ({ signal }) => adminApi.servers.getServers({ tenantId }, { signal }),
      staleTime,
    }),
  resources: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'resources', tenantId],
      queryFn: ({ signal }) => adminApi.rooms.listResources({ tenantId }, { signal }),
      staleTime,
    }),
  /** Their server is asked, which may take its time. */
  resourceCalendars: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'resource-calendars', tenantId],
      queryFn: async ({ signal }) => (await adminApi.rooms.listCalendars({ tenantId }, { signal })).calendars,
      staleTime,
    }),
  directory: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'directory', tenantId],
      queryFn: ({ signal }) => adminApi.directory.getDirectory({ tenantId }, { signal }),
      staleTime,
    }),
  /** The server is asked each time somebody chooses. */
  directoryBooks: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'directory', tenantId, 'books'],
      queryFn: ({ signal }) => adminApi.directory.listDirectoryBooks({ tenantId }, { signal }),
      staleTime,
    }),
  identity: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'identity', tenantId],
      queryFn: ({ signal }) => adminApi.identity.getIdentity({ tenantId }, { signal }),
      staleTime,
    }),
  statistics: () =>
    queryOptions({
      queryKey: ['admin', 'statistics'],
      queryFn: async ({ signal }) => (await adminApi.admin.getStatistics({}, { signal })).bodies,
      staleTime,
    }),
  grants: () =>
    queryOptions({
      queryKey: ['admin', 'grants'],
      queryFn: async ({ signal }) => (await adminApi.admin.listGrants({}, { signal })).grants,
      staleTime,
    }),
  register: (filter: RegisterFilter) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'register', filter],
      queryFn: ({ signal, pageParam }) =>
        adminApi.register.listEntries({ ...filter, ...(pageParam > 0 && { before: pageParam }) }, { signal }),
      initialPageParam: 0,
      getNextPageParam: ({ entries, more }) => (more ? entries.at(-1)?.seq : undefined),
      staleTime,
    }),
}

/** A body as the server has it now, in both places where it is shown; what was written of it is old. */
export function putTenant(client: QueryClient, detail: TenantDetail): void {
  client.setQueryData(adminQueries.tenant(detail.id).queryKey, detail)
  client.setQueryData(adminQueries.tenants().queryKey, (rows: TenantRow[] | undefined) =>
    rows?.map((row) => (row.id === detail.id ? { ...row, ...rowOf(detail) } : row)),
  )
  void client.invalidateQueries({ queryKey: ['admin', 'register'] })
  void client.invalidateQueries({ queryKey: ['admin', 'enrolments'] })
}

function rowOf({ state, stateSince, services, people, name, hue }: TenantDetail): Partial<TenantRow> {
  return { state, stateSince, services, people, name, hue }
}
