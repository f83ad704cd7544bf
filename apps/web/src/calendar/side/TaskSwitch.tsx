import { device } from '../../app/device.ts'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'

/** Tasks among the events, or not. */
export function TaskSwitch() {
  const { t } = useI18n()
  const shown = useStore(device, (state) => state.calendarTasks)
  return (
    <section className="calendar-list" aria-label={t('tasks.title')}>
      <header>
        <h2>{t('tasks.title')}</h2>
      </header>
      <div className="calendar-row" data-colour="ardesia">
        <label>
          <input
            type="checkbox"
            className="calendar-box"
            checked={shown}
            onChange={() => device.set({ calendarTasks: !shown })}
          />
          <span>{t('tasks.inCalendar')}</span>
        </label>
      </div>
    </section>
  )
}
