import { queryOptions } from '@tanstack/react-query'
import { adminApi } from '../api.ts'

export const keepingQueries = {
  retention: (tenantId: string) =>
    queryOptions({
      queryKey: ['admin', 'retention', tenantId],
      queryFn: ({ signal }) => adminApi.retention.getRetention({ tenantId }, { signal }),
      staleTime: 10_000,
    }),
}
