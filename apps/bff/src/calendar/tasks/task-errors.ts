import type { ErrorCode } from '@staffetta/contract'
import { AppError } from '../../http/app-error.ts'

/** Reading and writing know objects; what they say of an event is said of a task in its own words. */
const words: Partial<Record<ErrorCode, ErrorCode>> = {
  'calendar/event-gone': 'calendar/task-gone',
  'calendar/event-unreadable': 'calendar/task-unreadable',
  'calendar/event-refused': 'calendar/task-refused',
  'calendar/conflict': 'calendar/task-changed',
}

export async function asTask<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = error instanceof AppError ? words[error.code] : undefined
    throw code === undefined ? error : new AppError(code, (error as AppError).details, { cause: error })
  }
}
