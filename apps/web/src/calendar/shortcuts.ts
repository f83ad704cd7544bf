import { useI18n } from '../app/i18n.tsx'
import { showShortcuts, useShortcuts, type Shortcut } from '../app/shortcuts/shortcuts.ts'
import type { View } from './clock/ranges.ts'
import { focusSearch } from './search/EventSearch.tsx'

interface Options {
  onView: (view: View) => void
  onStep: (by: 1 | -1) => void
  onToday: () => void
  onNew: () => void
  onLine: () => void
  onMail: () => void
}

/** Single keys of the calendar. */
export function useCalendarShortcuts({ onView, onStep, onToday, onNew, onLine, onMail }: Options): void {
  const { t } = useI18n()
  const key = (keys: string, label: string, group: Shortcut['group'], run: () => void): Shortcut => ({
    keys,
    label,
    group,
    run,
  })
  const always = (shortcut: Shortcut): Shortcut => ({ ...shortcut, always: true })
  useShortcuts([
    key('?', t('shortcuts.help'), 'general', showShortcuts),
    key('/', t('shortcuts.search'), 'general', focusSearch),
    key('n', t('calendar.newEvent'), 'general', onNew),
    key('q', t('calendar.line.title'), 'general', onLine),
    key('g i', t('shortcuts.inbox'), 'general', onMail),
    key('t', t('calendar.shortcuts.today'), 'calendar', onToday),
    key('d', t('calendar.view.day'), 'calendar', () => onView('day')),
    key('w', t('calendar.view.week'), 'calendar', () => onView('week')),
    key('f', t('calendar.view.workweek'), 'calendar', () => onView('workweek')),
    key('m', t('calendar.view.month'), 'calendar', () => onView('month')),
    key('y', t('calendar.view.year'), 'calendar', () => onView('year')),
    key('a', t('calendar.view.list'), 'calendar', () => onView('list')),
    key('k', t('calendar.shortcuts.previous'), 'calendar', () => onStep(-1)),
    key('j', t('calendar.shortcuts.next'), 'calendar', () => onStep(1)),
    always(key('ArrowLeft', t('calendar.shortcuts.previous'), 'calendar', () => onStep(-1))),
    always(key('ArrowRight', t('calendar.shortcuts.next'), 'calendar', () => onStep(1))),
    // Said here for the help; the event that has the focus does them itself (time-grid/use-event-keys.ts).
    always(key('Alt+↑↓←→', t('calendar.shortcuts.move'), 'calendar', () => undefined)),
    always(key('Shift+Alt+↑↓', t('calendar.shortcuts.resize'), 'calendar', () => undefined)),
    always(key('Delete', t('calendar.shortcuts.remove'), 'calendar', () => undefined)),
  ])
}
