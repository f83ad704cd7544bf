import { useState } from 'react'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { hasUnsavedWork } from '../app/unsaved-work.ts'
import { EndingDialog } from './EndingDialog.tsx'
import { NoticeDialog } from './NoticeDialog.tsx'

/** What somebody is told who has just come in, one thing after the other. */
export function ArrivalDialogs() {
  const me = useStore(session, (state) => state.me)
  const [told, setTold] = useState(hasUnsavedWork)
  if (me === null || me.closesAt === null || told) return <NoticeDialog />
  return <EndingDialog body={me.tenant.name} closesAt={me.closesAt} onClose={() => setTold(true)} />
}
