import { Button, Checkbox, Dialog, Select } from '@staffetta/ui'
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { closeDialog } from '../state/dialogs.ts'
import { clockText } from '../clock/wall-clock.ts'

const hours = Array.from({ length: 25 }, (_, at) => at)

/** Which hours go on the paper, and whether in colour; the rest is the print style sheet's. */
export function PrintDialog() {
  const { t } = useI18n()
  const [from, setFrom] = useState(7)
  const [to, setTo] = useState(20)
  const [colour, setColour] = useState(true)
  const print = () => {
    closeDialog()
    const root = document.documentElement
    root.style.setProperty('--print-from', String(from))
    root.style.setProperty('--print-hours', String(Math.max(1, to - from)))
    root.dataset['printColour'] = colour ? 'yes' : 'no'
    // The dialog leaves first: it must not be on the paper.
    setTimeout(() => {
      window.print()
      delete root.dataset['printColour']
    }, 300)
  }
  const options = hours.map((hour) => ({
    value: String(hour),
    label: hour === 24 ? '24:00' : clockText(hour * 60),
  }))
  return (
    <Dialog
      title={t('calendar.print.title')}
      icon={Printer}
      onClose={closeDialog}
      actions={
        <>
          <Button onClick={closeDialog}>{t('actions.cancel')}</Button>
          <Button kind="primary" autoFocus onClick={print}>
            {t('calendar.print.print')}
          </Button>
        </>
      }
    >
      <div className="print-hours">
        <Select
          label={t('calendar.print.from')}
          value={String(from)}
          options={options.slice(0, 24)}
          onChange={(event) => {
            setFrom(Number(event.target.value))
            setTo(Math.max(to, Number(event.target.value) + 1))
          }}
        />
        <Select
          label={t('calendar.print.to')}
          value={String(to)}
          options={options.filter(({ value }) => Number(value) > from)}
          onChange={(event) => setTo(Number(event.target.value))}
        />
      </div>
      <Checkbox
        label={t('calendar.print.colour')}
        checked={colour}
        onChange={(event) => setColour(event.target.checked)}
      />
    </Dialog>
  )
}
