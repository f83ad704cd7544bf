import type { AdminAccess } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { KeyRound, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { adminApi } from '../api.ts'
import { CodeForm } from './CodeForm.tsx'
import { KeyForm } from './KeyForm.tsx'
import { keysWorkHere, makeKey } from './keys.ts'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import { ScanForm, type SetUp } from './ScanForm.tsx'

interface Begun {
  invitation: string
  uri: string
  secret: string
  pending: string
}

/** The first time: the invitation, a key or an authenticator, and the codes for the day it is lost. */
export function SetUpFactor({ onDone }: { onDone: (access: AdminAccess) => void }) {
  const { t } = useI18n()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [way, setWay] = useState<'key' | 'app' | null>(keysWorkHere() ? null : 'app')
  const [done, setDone] = useState<SetUp | null>(null)

  if (done !== null)
    return (
      <>
        <h2>{t('admin.gate.recovery')}</h2>
        <RecoveryCodes codes={done.codes} onDone={() => onDone(done.access)} />
      </>
    )
  if (begun === null)
    return (
      <>
        <h2>{t('admin.gate.setUp')}</h2>
        <p>{t('admin.gate.setUpText')}</p>
        <CodeForm
          label={t('admin.gate.invitation')}
          hint={t('admin.gate.invitationHint')}
          word={t('admin.gate.go')}
          onCode={async (invitation) =>
            setBegun({ invitation, ...(await adminApi.admin.beginFactor({ invitation })) })
          }
        />
      </>
    )
  const { invitation } = begun
  if (way === null) return <Choice onChoose={setWay} />
  if (way === 'app')
    return (
      <>
        <h2>{t('admin.gate.scan')}</h2>
        <ScanForm begun={begun} invitation={invitation} onDone={setDone} />
        {keysWorkHere() && <Other word={t('admin.gate.byKeyWord')} onOther={() => setWay('key')} />}
      </>
    )
  return (
    <>
      <h2>{t('admin.gate.byKeyWord')}</h2>
      <p>{t('admin.keys.what', { host: location.hostname })}</p>
      <KeyForm
        word={t('admin.gate.byKeyWord')}
        onName={async (name) => {
          const { recoveryCodes, access } = await makeKey(name, invitation)
          setDone({ codes: recoveryCodes, access })
        }}
      />
      <Other word={t('admin.gate.byAppWord')} onOther={() => setWay('app')} />
    </>
  )
}

function Choice({ onChoose }: { onChoose: (way: 'key' | 'app') => void }) {
  const { t } = useI18n()
  return (
    <>
      <h2>{t('admin.gate.choose')}</h2>
      <section className="admin-way">
        <h3>{t('admin.gate.byKey')}</h3>
        <p>{t('admin.keys.what', { host: location.hostname })}</p>
        <Button kind="primary" size="form" icon={KeyRound} autoFocus onClick={() => onChoose('key')}>
          {t('admin.gate.byKeyWord')}
        </Button>
      </section>
      <section className="admin-way">
        <h3>{t('admin.gate.byApp')}</h3>
        <p>{t('admin.gate.byAppText')}</p>
        <Button size="form" icon={Smartphone} onClick={() => onChoose('app')}>
          {t('admin.gate.byAppWord')}
        </Button>
      </section>
      <p className="admin-none">{t('admin.gate.chooseText')}</p>
    </>
  )
}

function Other({ word, onOther }: { word: string; onOther: () => void }) {
  const { t } = useI18n()
  return (
    <p className="admin-other">
      {t('admin.gate.or')}{' '}
      <Button kind="text" onClick={onOther}>
        {word}
      </Button>
    </p>
  )
}
