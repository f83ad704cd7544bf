import { Button, Dialog, Select } from '@staffetta/ui'
import { Globe } from 'lucide-react'
import { device } from '../../app/device.ts'
import { useI18n } from '../../app/i18n.tsx'
import { useStore } from '../../app/store.ts'
import { closeDialog } from '../state/dialogs.ts'

/** Another zone whose hours stand beside one's own. */
export function SecondZoneDialog() {
  const { t } = useI18n()
  const chosen = useStore(device, (state) => state.calendarSecondZone)
  return (
    <Dialog
      title={t('calendar.zone.title')}
      icon={Globe}
      onClose={closeDialog}
      actions={
        <Button kind="primary" onClick={closeDialog}>
          {t('actions.close')}
        </Button>
      }
    >
      <p>{t('calendar.zone.text')}</p>
      <Select
        label={t('calendar.zone.label')}
        value={chosen ?? ''}
        autoFocus
        options={[
          { value: '', label: t('calendar.zone.none') },
          ...Intl.supportedValuesOf('timeZone').map((zone) => ({
            value: zone,
            label: zone.replaceAll('_', ' '),
          })),
        ]}
        onChange={(event) => device.set({ calendarSecondZone: event.target.value || null })}
      />
    </Dialog>
  )
}
