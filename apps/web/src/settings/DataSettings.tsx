import { NoticeSettings } from './NoticeSettings.tsx'
import { OwnCopy } from './OwnCopy.tsx'
import { Setting } from './Setting.tsx'

/** How the person's data are used, and a copy of them. */
export function DataSettings() {
  return (
    <>
      <Setting of="data.items.notice">
        <NoticeSettings />
      </Setting>
      <Setting of="data.items.copy">
        <OwnCopy />
      </Setting>
    </>
  )
}
