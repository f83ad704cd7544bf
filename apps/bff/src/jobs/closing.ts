import { endDueServices } from '../closing/closing.ts'
import type { ExportDeps } from '../closing/export-files.ts'
import { writeWaitingExports } from '../closing/write-export.ts'
import type { Job } from './jobs.ts'

interface Deps extends ExportDeps {
  /** The body's people are out. */
  onEnded: (tenantId: string) => void
  onBug: (error: unknown) => void
}

/** Bodies whose last day is over. */
export function closingJob({ contactsDeps: { db }, onEnded }: Deps): Job {
  return {
    name: 'closing',
    everySeconds: 60,
    run: async () => {
      for (const tenantId of await endDueServices(db)) onEnded(tenantId)
    },
  }
}

/** Somebody waits for it, on whichever node. */
export function tenantExportJob(deps: Deps): Job {
  return { name: 'tenant-export', everySeconds: 5, run: () => writeWaitingExports(deps, deps.onBug) }
}
