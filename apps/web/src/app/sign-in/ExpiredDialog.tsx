import { Button, Dialog } from '@staffetta/ui'
import { CircleCheck, LockKeyhole } from 'lucide-react'
import type { Me } from '@staffetta/contract'
import { api } from '../api.ts'
import { useI18n } from '../i18n.tsx'
import { notify } from '../notify.ts'
import { session } from '../session.ts'
import { signOut, welcome } from '../start-session.ts'
import { useStore } from '../store.ts'
import { SignInForm } from './SignInForm.tsx'
import { useWays } from './ways.ts'

/** Asks to sign in again on top of the work. */
export function ExpiredDialog({ onBack }: { onBack: () => void }) {
  const { t } = useI18n()
  const me = useStore(session, (current) => current.me)
  const ways = useWays(me?.address ?? '', null, me?.tenant.slug)
  if (!me) return null
  const back = (again: Me) => {
    welcome(again)
    notify({ text: t('session.welcomeBack'), icon: CircleCheck })
    onBack()
  }
  return (
    <Dialog
      title={t('session.expired.title')}
      icon={LockKeyhole}
      actions={
        <Button kind="text" onClick={() => void signOut()}>
          {t('session.expired.other')}
        </Button>
      }
    >
      <p>{t('session.expired.text')}</p>
      <p>
        <strong>{me.address}</strong>
      </p>
      {ways && (
        <SignInForm
          keep
          address={me.address}
          shared={me.session.shared}
          body={me.tenant.slug}
          ways={ways}
          onSignedIn={back}
          onSignedInBeside={() => {
            api.auth.getMe({}).then(back, () => undefined)
          }}
        />
      )}
    </Dialog>
  )
}
