import type { Occurrence, Task } from '@staffetta/contract'

/** A task where it is due, in the shape views draw: whatever moves or copies it keeps what it stands for. */
export interface TaskOccurrence extends Occurrence {
  task: Task
}

export const taskIn = (occurrence: Occurrence): Task | undefined =>
  (occurrence as Partial<TaskOccurrence>).task
