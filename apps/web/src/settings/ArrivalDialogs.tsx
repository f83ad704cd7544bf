import { useState } from 'react'
import { rememberTold, session, wasTold } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { hasUnsavedWork } from '../app/unsaved-work.ts'
import { EndingDialog } from './EndingDialog.tsx'
import { NoticeDialog } from './NoticeDialog.tsx'

/** What somebody is told who has just come in, one thing after the other. */
export function ArrivalDialogs() {
  const me = useStore(session, (state) => state.me)
  const [told, setTold] = useState(hasUnsavedWork)
  if (me === null || me.closesAt === null || told || wasTold(me.closesAt)) return <NoticeDialog />
  const { closesAt, tenant } = me
  const close = () => {
    rememberTold(closesAt)
    setTold(true)
  }
  return <EndingDialog body={tenant.name} closesAt={closesAt} onClose={close} />
}
