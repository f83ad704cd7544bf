import { ApiError } from '@staffetta/contract'
import { QueryClient } from '@tanstack/react-query'

const retriesOfReading = 2

/** Failures that another attempt a moment later may mend; the others are answers. Of a slow server one has waited long enough. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return [
    'network',
    'mail/server-unreachable',
    'mail/connection-limit',
    'calendar/server-unreachable',
    'request/overloaded',
  ].includes(error.code)
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      // The browser's own idea of being online is wrong behind office proxies: the answer decides.
      networkMode: 'always',
      retry: (failures, error) => failures < retriesOfReading && isPassing(error),
    },
    mutations: { networkMode: 'always' },
  },
})
