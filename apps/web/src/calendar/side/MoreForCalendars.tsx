import { IconButton, type MenuEntry, useMenu } from '@staffetta/ui'
import { Ellipsis, FileDown, FileUp, Rss } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { showDialog } from '../state/dialogs.ts'

/** What is done with files and addresses. */
export function MoreForCalendars() {
  const { t } = useI18n()
  const entries = (): MenuEntry[] => [
    {
      kind: 'action',
      id: 'import',
      label: t('calendarImport.menuImport'),
      icon: FileUp,
      onAction: () => showDialog({ kind: 'import' }),
    },
    {
      kind: 'action',
      id: 'subscribe',
      label: t('calendarFeed.menu'),
      icon: Rss,
      onAction: () => showDialog({ kind: 'subscribe' }),
    },
    {
      kind: 'action',
      id: 'export',
      label: t('calendarExport.menuAll'),
      icon: FileDown,
      onAction: () => showDialog({ kind: 'export', calendar: null }),
    },
  ]
  const menu = useMenu(entries, t('calendarImport.more'))
  return (
    <>
      <IconButton icon={Ellipsis} size={28} label={t('calendarImport.more')} {...menu.trigger} />
      {menu.element}
    </>
  )
}
