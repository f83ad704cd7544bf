import { IconButton, useMenu, type MenuEntry } from '@staffetta/ui'
import { CircleQuestionMark, Keyboard } from 'lucide-react'
import { useI18n } from '../i18n.tsx'
import { session } from '../session.ts'
import { showShortcuts } from '../shortcuts/shortcuts.ts'
import { useStore } from '../store.ts'
import { version } from '../version.ts'

export function HelpMenu() {
  const { t } = useI18n()
  const help = useStore(session, (state) => state.me?.tenant.help ?? null)
  const entries = (): MenuEntry[] => [
    {
      kind: 'action',
      id: 'shortcuts',
      label: t('help.shortcuts'),
      icon: Keyboard,
      keys: '?',
      onAction: showShortcuts,
    },
    ...(help === null
      ? []
      : [{ kind: 'heading' as const, id: 'support', label: t('help.support', { help }) }]),
    { kind: 'separator', id: 'line' },
    { kind: 'heading', id: 'version', label: t('help.version', { version: version.split('+')[0]! }) },
  ]
  const menu = useMenu(entries, t('shell.help'))
  return (
    <>
      <IconButton icon={CircleQuestionMark} label={t('shell.help')} {...menu.trigger} />
      {menu.element}
    </>
  )
}
