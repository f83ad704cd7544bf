import { ToastRegion } from '@staffetta/ui'
import { useI18n } from '../i18n.tsx'
import { dismissToast, toasts } from '../notify.ts'
import { useStore } from '../store.ts'

export function ToastHost() {
  const { t } = useI18n()
  const list = useStore(toasts, (state) => state.list)
  return (
    <ToastRegion
      label={t('toast.region')}
      dismissLabel={t('toast.dismiss')}
      secondsLeft={(seconds) => t('toast.secondsLeft', { seconds })}
      toasts={list}
      onDismiss={dismissToast}
    />
  )
}
