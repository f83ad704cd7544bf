import type { Task } from '@staffetta/contract'
import type { Formats, Translate } from '@staffetta/i18n'
import type { DayWords } from '../calendar/occurrences/day-words.ts'
import { type Day, daysBetween } from '../calendar/clock/days.ts'
import { dueDay, isOverdue, type Look } from './tasks-shown.ts'

export interface Sayer extends Look {
  t: Translate
  formats: Formats
  words: DayWords
}

/** "oggi", "domani, 12:00", "ven 27 nov", "3 giorni fa": the nearer, the more as one speaks. */
export function dueText(task: Task, sayer: Omit<Sayer, 'now'>): string | null {
  const day = dueDay(task, sayer.clock)
  if (day === null) return null
  const { at } = task.due
  const said = dayText(day, sayer)
  return at === null ? said : `${said}, ${sayer.formats.time(at)}`
}

export function dayText(day: Day, { t, words, today }: Pick<Sayer, 't' | 'words' | 'today'>): string {
  const days = daysBetween(today, day)
  if (days === 0) return t('tasks.when.today')
  if (days === 1) return t('tasks.when.tomorrow')
  if (days === -1) return t('tasks.when.yesterday')
  if (days < 0 && days > -7) return t('tasks.when.daysAgo', { count: -days })
  const short = `${words.weekdayShort(day)} ${Number(day.slice(8))} ${words.monthShort(day)}`
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${short} ${day.slice(0, 4)}`
}

/** What colour says of when it is due: late, of today, or nothing. */
export function urgencyOf(task: Task, look: Look): 'overdue' | 'today' | null {
  if (isOverdue(task, look)) return 'overdue'
  return task.status !== 'completed' && dueDay(task, look.clock) === look.today ? 'today' : null
}
