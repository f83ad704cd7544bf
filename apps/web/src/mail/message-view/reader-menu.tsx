import type { MessageDetail } from '@staffetta/contract'
import type { MenuEntry } from '@staffetta/ui'
import { Code, Contrast, FileText, List, Paperclip, Printer, Save, UserPlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { api } from '../../app/api.ts'
import { useI18n } from '../../app/i18n.tsx'
import { useAddToContacts } from '../../contacts/index.ts'
import { openComposer } from '../composer/open.ts'
import { messageMenu } from '../message-menu.ts'
import { targetOf } from './mark-opened.ts'
import { printMessage } from './print.ts'
import { changeReading, useReading } from './reading.ts'
import { loadSafeHtml } from './safe-html-loader.ts'
import { HeadersDialog, SourceDialog } from './SourceDialogs.tsx'

/** The verbs every message has, and those that only an open one has. */
export function useReaderMenu(detail: MessageDetail): { entries: () => MenuEntry[]; dialog: ReactNode } {
  const i18n = useI18n()
  const { t } = i18n
  const { ref } = detail
  const reading = useReading(ref)
  const [open, setOpen] = useState<'source' | 'headers' | null>(null)

  const add = useAddToContacts()
  const [sender] = detail.summary.from

  const entries = (): MenuEntry[] => [
    ...messageMenu(targetOf(detail.summary), t, null),
    { kind: 'separator', id: 'reading' },
    ...(detail.unsafeHtml
      ? ([
          {
            kind: 'action',
            id: 'as-text',
            label: t('message.asText'),
            icon: FileText,
            checked: reading.asText,
            onAction: () => changeReading(ref, { asText: !reading.asText }),
          },
          {
            kind: 'action',
            id: 'adapt',
            label: t('message.adapt'),
            icon: Contrast,
            checked: reading.adapt === true,
            onAction: () => changeReading(ref, { adapt: reading.adapt !== true }),
          },
        ] satisfies MenuEntry[])
      : []),
    ...(add && sender
      ? ([
          {
            kind: 'action',
            id: 'contact',
            label: t('message.addSender'),
            icon: UserPlus,
            onAction: () => add(sender),
          },
        ] satisfies MenuEntry[])
      : []),
    {
      kind: 'action',
      id: 'print',
      label: t('message.print'),
      icon: Printer,
      onAction: () => void loadSafeHtml().then((safe) => printMessage(safe, detail, reading, i18n)),
    },
    {
      kind: 'action',
      id: 'headers',
      label: t('message.headers'),
      icon: List,
      onAction: () => setOpen('headers'),
    },
    {
      kind: 'action',
      id: 'source',
      label: t('message.source'),
      icon: Code,
      onAction: () => setOpen('source'),
    },
    {
      kind: 'action',
      id: 'save',
      label: t('message.saveEml'),
      icon: Save,
      onAction: () => location.assign(api.mail.getSource({ ref, download: true })),
    },
    {
      kind: 'action',
      id: 'attach',
      label: t('message.forwardAttached'),
      icon: Paperclip,
      onAction: () => openComposer({ kind: 'forward', ref, attached: true }),
    },
  ]
  const close = () => setOpen(null)
  const dialog =
    open === 'source' ? (
      <SourceDialog messageRef={ref} onClose={close} />
    ) : open === 'headers' ? (
      <HeadersDialog messageRef={ref} onClose={close} />
    ) : null
  return { entries, dialog }
}
