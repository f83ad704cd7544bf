import { IconButton, useMenu, type MenuEntry } from '@staffetta/ui'
import { CircleQuestionMark, CodeXml, Keyboard } from 'lucide-react'
import { useI18n } from '../i18n.tsx'
import { session } from '../session.ts'
import { showShortcuts } from '../shortcuts/shortcuts.ts'
import { useStore } from '../store.ts'
import { version } from '../version.ts'

export function HelpMenu() {
  const { t } = useI18n()
  const help = useStore(session, (state) => state.me?.tenant.help ?? null)
  const sourceUrl = useStore(session, (state) => state.me?.sourceUrl ?? null)
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
    ...(sourceUrl === null
      ? []
      : [
          {
            kind: 'link' as const,
            id: 'source',
            label: t('help.source'),
            icon: CodeXml,
            href: sourceUrl,
          },
        ]),
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
