import { createStore } from './store.ts'

/** What belongs to this browser and not to the person: it stays here and never travels. */
export interface Device {
  theme: 'auto' | 'light' | 'dark'
  density: 'comfortable' | 'compact'
  layout: 'right' | 'below' | 'none'
  conversations: boolean
  listWidth: number | null
  listHeight: number | null
  treeWidth: number | null
  language: 'it' | 'en' | null
  calendarView: 'day' | 'workweek' | 'week' | 'month' | 'year' | 'list'
  /** A second column of hours, in this IANA zone. */
  calendarSecondZone: string | null
  /** Into which columns a day alone is divided. */
  calendarLanes: 'none' | 'calendar' | 'person'
  /** Tasks are drawn among the events. */
  calendarTasks: boolean
  /** So are the birthdays of whom one knows. */
  calendarBirthdays: boolean
  tasksOrder: 'due' | 'priority' | 'title' | 'manual'
}

const key = 'staffetta.device'

export const device = createStore<Device>({
  theme: 'auto',
  density: 'comfortable',
  layout: 'right',
  conversations: true,
  listWidth: null,
  listHeight: null,
  treeWidth: null,
  language: null,
  calendarView: 'week',
  calendarSecondZone: null,
  calendarLanes: 'none',
  calendarTasks: true,
  calendarBirthdays: true,
  tasksOrder: 'due',
  ...(readStored() as Partial<Device>),
})

device.subscribe(() => {
  try {
    localStorage.setItem(key, JSON.stringify(device.get()))
  } catch {
    // A browser that keeps nothing still works for this visit.
  }
  applyTheme()
})

/** Puts the theme on the page; called before the first paint and at every change. */
export function applyTheme(): void {
  const { theme } = device.get()
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

function readStored(): object {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
