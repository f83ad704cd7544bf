import type { ReactNode } from 'react'
import { createStore } from '../store.ts'

/** What stands between the strip and the work, whatever the work is; an area puts it there. */
export const above = createStore<{ lines: ReactNode }>({ lines: null })
