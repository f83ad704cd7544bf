import { Dialog } from '@staffetta/ui'
import { ShieldCheck } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { adminApi } from '../api.ts'
import { CodeForm } from './CodeForm.tsx'
import { stepUp } from './step-up.ts'

/** What changes who may do what, or cannot be taken back, asks for a code again. */
export function StepUpDialog() {
  const { t } = useI18n()
  const asked = useStore(stepUp, (state) => state.asked)
  if (asked === null) return null
  return (
    <Dialog title={t('admin.gate.again')} icon={ShieldCheck} onClose={asked.onCancel} actions={null}>
      <p>{t('admin.gate.againText')}</p>
      <CodeForm
        label={t('admin.gate.code')}
        hint={t('admin.gate.codeOrRecovery')}
        word={t('admin.gate.confirm')}
        onCode={async (code) => {
          await adminApi.admin.prove({ code })
          asked.onProved()
        }}
      />
    </Dialog>
  )
}
