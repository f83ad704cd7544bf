import './EditorToolbar.css'
import { IconButton, Icon, useMenu, useToolbar } from '@staffetta/ui'
import { useEditorState, type Editor } from '@tiptap/react'
import {
  Bold,
  ChevronDown,
  Image as ImageIcon,
  Italic,
  Link,
  List,
  ListOrdered,
  Quote,
  RemoveFormatting,
  Underline,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { Composer } from './composer-state.ts'
import { ImageDialog, LinkDialog } from './EditorDialogs.tsx'

export function EditorToolbar({ composer, editor }: { composer: Composer; editor: Editor }) {
  const { t } = useI18n()
  const { toolbar, tabIndexOf } = useToolbar()
  const file = useRef<HTMLInputElement>(null)
  const [dialog, setDialog] = useState<{ kind: 'link' } | { kind: 'image'; file: File } | null>(null)
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      underline: now.isActive('underline'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      link: now.isActive('link'),
      level: now.isActive('heading', { level: 2 }) ? 2 : now.isActive('heading', { level: 3 }) ? 3 : 0,
    }),
  })
  const run = () => editor.chain().focus()
  const blocks = useMenu(
    [
      {
        kind: 'action',
        id: 'p',
        label: t('composer.format.paragraph'),
        checked: on.level === 0,
        onAction: () => run().setParagraph().run(),
      },
      {
        kind: 'action',
        id: 'h2',
        label: t('composer.format.heading'),
        checked: on.level === 2,
        onAction: () => run().setHeading({ level: 2 }).run(),
      },
      {
        kind: 'action',
        id: 'h3',
        label: t('composer.format.subheading'),
        checked: on.level === 3,
        onAction: () => run().setHeading({ level: 3 }).run(),
      },
    ],
    t('composer.format.block'),
  )
  const buttons = [
    { id: 'bold', icon: Bold, active: on.bold, keys: 'Ctrl+B', act: () => run().toggleBold().run() },
    { id: 'italic', icon: Italic, active: on.italic, keys: 'Ctrl+I', act: () => run().toggleItalic().run() },
    {
      id: 'underline',
      icon: Underline,
      active: on.underline,
      keys: 'Ctrl+U',
      act: () => run().toggleUnderline().run(),
      last: true,
    },
    { id: 'bullets', icon: List, active: on.bullets, act: () => run().toggleBulletList().run() },
    { id: 'numbers', icon: ListOrdered, active: on.numbers, act: () => run().toggleOrderedList().run() },
    { id: 'quote', icon: Quote, active: on.quote, act: () => run().toggleBlockquote().run(), last: true },
    { id: 'link', icon: Link, active: on.link, act: () => setDialog({ kind: 'link' }) },
    { id: 'image', icon: ImageIcon, act: null },
    { id: 'clear', icon: RemoveFormatting, act: () => run().unsetAllMarks().clearNodes().run() },
  ] as const

  const level =
    on.level === 2
      ? t('composer.format.heading')
      : on.level === 3
        ? t('composer.format.subheading')
        : t('composer.format.paragraph')

  return (
    <div className="composer-toolbar" aria-label={t('composer.format.toolbar')} {...toolbar}>
      <button
        type="button"
        className="composer-block"
        tabIndex={tabIndexOf(0)}
        {...blocks.trigger}
        aria-label={`${t('composer.format.block')}: ${level}`}
      >
        {level}
        <Icon of={ChevronDown} size={16} />
      </button>
      {blocks.element}
      {buttons.map((button, at) => (
        <span
          key={button.id}
          className="composer-tool"
          data-first={at === 0 || undefined}
          data-last={('last' in button && button.last) || undefined}
        >
          <IconButton
            icon={button.icon}
            size={28}
            label={t(`composer.format.${button.id}`)}
            keys={'keys' in button ? button.keys : undefined}
            tabIndex={tabIndexOf(at + 1)}
            aria-pressed={'active' in button ? button.active : undefined}
            onClick={button.act ?? (() => file.current?.click())}
          />
        </span>
      ))}
      <input
        ref={file}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        hidden
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (chosen) setDialog({ kind: 'image', file: chosen })
        }}
      />
      {dialog?.kind === 'link' && <LinkDialog editor={editor} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'image' && (
        <ImageDialog
          composerId={composer.id}
          editor={editor}
          file={dialog.file}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  )
}
