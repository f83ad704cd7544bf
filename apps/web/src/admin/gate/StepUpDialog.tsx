import { Dialog } from '@staffetta/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { adminQueries } from '../queries.ts'
import { ProveForm } from './ProveForm.tsx'
import { stepUp } from './step-up.ts'

/** What changes who may do what, or cannot be taken back, asks who it is again. */
export function StepUpDialog() {
  const { t } = useI18n()
  const client = useQueryClient()
  const access = useQuery(adminQueries.access()).data
  const asked = useStore(stepUp, (state) => state.asked)
  if (asked === null || access === undefined) return null
  return (
    <Dialog title={t('admin.gate.again')} icon={ShieldCheck} onClose={asked.onCancel} actions={null}>
      <p>{t('admin.gate.againText')}</p>
      <ProveForm
        access={access}
        word={t('admin.gate.confirm')}
        onProved={(proved) => {
          client.setQueryData(adminQueries.access().queryKey, proved)
          asked.onProved()
        }}
      />
    </Dialog>
  )
}
