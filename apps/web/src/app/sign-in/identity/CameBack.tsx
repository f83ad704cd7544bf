import './Identity.css'
import { Button, Notice } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'
import { useEffect } from 'react'
import { sentenceOfCode } from '../../errors.tsx'
import { useI18n } from '../../i18n.tsx'
import { tellSignedIn } from './beside.ts'

/** Somebody is back from their provider and is not in: why. */
export function Problem({ code, beside }: { code: string; beside: boolean }) {
  const { t } = useI18n()
  return (
    <>
      <Notice tone="bad" icon={CircleAlert} live="alert">
        {/* Why it is suspended is told to whoever signs in; an address in the browser is anybody's to write. */}
        {code === 'auth/service-suspended' ? t('identity.suspended') : sentenceOfCode(code, t)}
      </Notice>
      {beside && (
        <Button size="form" autoFocus onClick={() => close()}>
          {t('identity.close')}
        </Button>
      )}
    </>
  )
}

/** In a window beside the work: that goes on, and this one closes. */
export function SignedInBeside() {
  const { t } = useI18n()
  useEffect(() => {
    tellSignedIn()
    close()
  }, [])
  return (
    <div className="identity-way" role="status">
      <h1>{t('identity.doneTitle')}</h1>
      <p>{t('identity.doneText')}</p>
      <Button kind="primary" size="form" autoFocus onClick={() => close()}>
        {t('identity.close')}
      </Button>
    </div>
  )
}
