import { queryOptions } from '@tanstack/react-query'
import { adminApi } from '../api.ts'

export const keepingQueries = {
  closing: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'closing', tenantId],
      queryFn: ({ signal }) => adminApi.closing.getClosing({ tenantId }, { signal }),
      staleTime: 10_000,
      // Somebody waits for an archive that a node writes, and for it to be known that it was taken away.
      refetchInterval: ({ state: { data } }) =>
        data?.export && data.export.state !== 'failed' && data.export.downloadedAt === null ? 2000 : false,
    }),
  retention: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'retention', tenantId],
      queryFn: ({ signal }) => adminApi.retention.getRetention({ tenantId }, { signal }),
      staleTime: 10_000,
    }),
}
