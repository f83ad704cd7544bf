import { NoticeSettings } from './NoticeSettings.tsx'
import { Setting } from './Setting.tsx'

/** How the person's data are used. */
export function DataSettings() {
  return (
    <Setting of="data.items.notice">
      <NoticeSettings />
    </Setting>
  )
}
