import { type BookCard, planImport, type PlanOptions, type PlanStep, verdictsFor } from '../file/plan.ts'
import { type FileRead, readFile } from '../file/read-file.ts'
import { type ExportFormat, writeFile } from '../file/write-file.ts'
import type { CsvTarget } from '../formats/csv/read-csv.ts'
import type { ImportVerdict } from '../formats/import.ts'

/** What can be asked of a thread. */
export type Job =
  | { task: 'read'; octets: Uint8Array; targets: readonly CsvTarget[] | undefined }
  | { task: 'verdicts'; texts: readonly string[]; book: readonly BookCard[]; isPartial: boolean }
  | { task: 'plan'; texts: readonly string[]; book: readonly BookCard[]; options: PlanOptions }
  | { task: 'write'; texts: readonly string[]; format: ExportFormat }

export type Answer = FileRead | ImportVerdict[] | PlanStep[] | string

export function run(job: Job): Answer {
  switch (job.task) {
    case 'read':
      return readFile(job.octets, job.targets)
    case 'verdicts':
      return verdictsFor(job.texts, job.book, job)
    case 'plan':
      return planImport(job.texts, job.book, job.options)
    case 'write':
      return writeFile(job.texts, job.format)
  }
}
