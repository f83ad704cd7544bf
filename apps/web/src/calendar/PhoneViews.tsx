import { IconButton, type MenuEntry, useMenu } from '@staffetta/ui'
import { LayoutList } from 'lucide-react'
import type { View } from './clock/ranges.ts'
import { useSayer } from './state/use-calendar.ts'

/** A phone has no room for six words: one button says them. */
export function PhoneViews({ view, onView }: { view: View; onView: (view: View) => void }) {
  const { t } = useSayer()
  const entries = (): MenuEntry[] =>
    (['day', 'month', 'year', 'list'] as const).map((one) => ({
      kind: 'action',
      id: one,
      label: t(`calendar.view.${one}`),
      checked: one === view || (one === 'day' && (view === 'week' || view === 'workweek')),
      onAction: () => onView(one),
    }))
  const menu = useMenu(entries, t('calendar.view.title'))
  return (
    <>
      <IconButton icon={LayoutList} size={44} label={t('calendar.view.title')} {...menu.trigger} />
      {menu.element}
    </>
  )
}
