import { Button, Dialog } from '@staffetta/ui'
import { Landmark } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../i18n.tsx'
import { session } from '../../session.ts'
import { become } from '../../start-session.ts'
import { useStore } from '../../store.ts'
import { saveWork } from '../../unsaved-work.ts'
import { SignInForm } from '../SignInForm.tsx'
import { anyWay, useWays } from '../ways.ts'

/** Signs in at another body besides; the one of now waits in this browser. */
export function AddBodyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  // While the browser is still who wrote it: afterwards the server takes it from nobody.
  const [saved] = useState(saveWork)
  const [address, setAddress] = useState('')
  const [body, setBody] = useState<string>()
  const ways = useWays(address, anyWay, body) ?? anyWay
  return (
    <Dialog
      title={t('bodies.add')}
      icon={Landmark}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t('actions.cancel')}</Button>}
    >
      <p>{t('bodies.addText', { body: me?.tenant.name ?? '' })}</p>
      <SignInForm
        keep
        shared={me?.session.shared ?? false}
        ways={ways}
        onAddress={setAddress}
        onBody={setBody}
        onSignedIn={(other) => void saved.then(() => become(other))}
      />
    </Dialog>
  )
}
