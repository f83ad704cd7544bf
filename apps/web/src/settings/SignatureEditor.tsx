import type * as SafeHtml from '@staffetta/safe-html'
import { Button, Icon, IconButton, useMenu, useToolbar } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { Placeholder } from '@tiptap/extension-placeholder'
import { DOMParser as SchemaParser } from '@tiptap/pm/model'
import {
  EditorContent,
  getSchema,
  useEditor,
  useEditorState,
  type Editor,
  type JSONContent,
} from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { Bold, ChevronDown, Italic, List, Plus, Underline } from 'lucide-react'
import { useState } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { session } from '../app/session.ts'
import { useStore } from '../app/store.ts'
import { isEmptySignature } from './identities.ts'
import { ownFacts } from './own-facts.ts'

interface Props {
  safe: typeof SafeHtml
  labelledBy: string
  html: string
  onChange: (html: string) => void
}

/** A few lines with their formatting, as the composer would write them. What comes in has been through the sanitiser. */
export function SignatureEditor({ safe, labelledBy, html, onChange }: Props) {
  const { t } = useI18n()
  // The page demands trusted types: the editor is given elements, never text to parse.
  const [{ extensions, content }] = useState(() => {
    const used = [
      StarterKit.configure({
        heading: false,
        blockquote: false,
        codeBlock: false,
        link: {
          openOnClick: false,
          autolink: true,
          HTMLAttributes: { rel: 'noopener noreferrer', target: '_blank' },
        },
      }),
      Placeholder.configure({ placeholder: t('settings.identity.signaturePlaceholder') }),
    ]
    const kept = safe.bodyOf(safe.sanitizeForEditor(html))
    return {
      extensions: used,
      content: SchemaParser.fromSchema(getSchema(used)).parse(kept).toJSON() as JSONContent,
    }
  })
  const editor = useEditor({
    extensions,
    content,
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        class: 'signature-words',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': labelledBy,
      },
      transformPastedHTML: (pasted) => safe.sanitizeForEditor(pasted),
    },
    onUpdate: ({ editor: changed }) => {
      const written = changed.getHTML()
      onChange(isEmptySignature(written) ? '' : written)
    },
  })
  return (
    <div className="signature-editor">
      {editor && <Toolbar editor={editor} />}
      <EditorContent editor={editor} />
    </div>
  )
}

function Toolbar({ editor }: { editor: Editor }) {
  const { t } = useI18n()
  const { toolbar, tabIndexOf } = useToolbar()
  const me = useStore(session, (state) => state.me)
  const facts = useQuery(ownFacts(me?.address ?? '', me?.services.includes('contacts') ?? false)).data ?? []
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      underline: now.isActive('underline'),
      bullets: now.isActive('bulletList'),
    }),
  })
  const run = () => editor.chain().focus()
  const buttons = [
    { id: 'bold', icon: Bold, keys: 'Ctrl+B', act: () => run().toggleBold().run() },
    { id: 'italic', icon: Italic, keys: 'Ctrl+I', act: () => run().toggleItalic().run() },
    { id: 'underline', icon: Underline, keys: 'Ctrl+U', act: () => run().toggleUnderline().run() },
    { id: 'bullets', icon: List, keys: undefined, act: () => run().toggleBulletList().run() },
  ] as const
  const fields = useMenu(
    facts.map(([fact, value]) => ({
      kind: 'action' as const,
      id: fact,
      label: t('settings.identity.fieldOf', { field: t(`settings.identity.fields.${fact}`), value }),
      onAction: () => run().insertContent({ type: 'text', text: value }).run(),
    })),
    t('settings.identity.fieldHint'),
  )
  return (
    <div className="signature-toolbar" aria-label={t('settings.identity.toolbar')} {...toolbar}>
      {buttons.map(({ id, icon, keys, act }, at) => (
        <IconButton
          key={id}
          icon={icon}
          size={28}
          label={t(`settings.identity.${id}`)}
          keys={keys}
          tabIndex={tabIndexOf(at)}
          aria-pressed={on[id]}
          onClick={act}
        />
      ))}
      {facts.length > 0 && (
        <Button
          kind="ghost"
          icon={Plus}
          className="signature-field"
          tabIndex={tabIndexOf(buttons.length)}
          title={t('settings.identity.fieldHint')}
          {...fields.trigger}
        >
          {t('settings.identity.field')} <Icon of={ChevronDown} size={16} />
        </Button>
      )}
      {fields.element}
    </div>
  )
}
