import { Button, Dialog, Notice } from '@staffetta/ui'
import { CircleAlert, Landmark } from 'lucide-react'
import { useI18n } from '../../i18n.tsx'
import { session } from '../../session.ts'
import { comeBack } from '../../start-session.ts'
import { useStore } from '../../store.ts'
import { useAttempt } from '../../use-attempt.ts'

/** Another tab works for another body now: what is on this page stays, out of reach until somebody says whose it is to be. */
export function ElsewhereDialog() {
  const { t } = useI18n()
  const me = useStore(session, (state) => state.me)
  const { busy, wrong, attempt } = useAttempt()
  if (!me) return null
  return (
    <Dialog
      title={t('bodies.elsewhereTitle')}
      icon={Landmark}
      actions={
        <>
          <Button onClick={() => location.replace('/')}>{t('bodies.goOn')}</Button>
          <Button kind="primary" autoFocus busy={busy} onClick={() => attempt(comeBack)}>
            {t('bodies.comeBack', { body: me.tenant.name })}
          </Button>
        </>
      }
    >
      <p>{t('bodies.elsewhereText', { body: me.tenant.name, address: me.address })}</p>
      {wrong && (
        <Notice tone="bad" icon={CircleAlert} live="alert">
          {wrong}
        </Notice>
      )}
    </Dialog>
  )
}
