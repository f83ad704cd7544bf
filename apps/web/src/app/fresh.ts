import { beforeAll } from 'vitest'
import { toasts } from './notify.ts'
import { queryClient } from './query-client.ts'
import { session } from './session.ts'

// For tests: files share their modules, and none begins with what another left.

beforeAll(() => {
  session.set({ state: 'starting', me: null })
  toasts.set({ list: [] })
  queryClient.clear()
})
