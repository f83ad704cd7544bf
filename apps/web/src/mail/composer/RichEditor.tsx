import './RichEditor.css'
import { DOMParser as SchemaParser } from '@tiptap/pm/model'
import { EditorContent, getSchema, useEditor, type JSONContent } from '@tiptap/react'
import { useState, type ReactNode } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { useSafeHtml } from '../message-view/safe-html-loader.ts'
import type { Composer } from './composer-state.ts'
import { changeDraft } from './composers.ts'
import { editorExtensions } from './editor-extensions.ts'
import { EditorToolbar } from './EditorToolbar.tsx'
import { attachFiles, inlineUpload } from './files.ts'

interface Props {
  composer: Composer
  /** What stands below the words: the original. */
  children: ReactNode
}

/** The words with their formatting. What comes in, opened or pasted, has been through the sanitiser. */
export function RichEditor({ composer, children }: Props) {
  const { t } = useI18n()
  const safe = useSafeHtml()
  const { id, draft } = composer
  const answers = draft.kind === 'reply' || draft.kind === 'reply-all'
  // The page demands trusted types: the editor is given elements, never text to parse.
  const [{ extensions, content }] = useState(() => {
    const used = editorExtensions(t('composer.placeholder'))
    const html = safe.sanitizeForEditor(draft.html, {
      inline: (contentId) => inlineUpload(draft.files, contentId),
    })
    return {
      extensions: used,
      content: SchemaParser.fromSchema(getSchema(used)).parse(safe.bodyOf(html)).toJSON() as JSONContent,
    }
  })
  const editor = useEditor({
    extensions,
    content,
    injectCSS: false,
    autofocus: answers ? 'start' : false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        class: 'composer-words',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('composer.body'),
      },
      transformPastedHTML: (html) => safe.sanitizeForEditor(html),
      handlePaste: (_, event) => takeFiles(id, event.clipboardData, event),
    },
    onUpdate: ({ editor: changed }) => changeDraft(id, { html: changed.getHTML() }),
  })

  return (
    <>
      {editor && <EditorToolbar composer={composer} editor={editor} />}
      <div
        className="composer-paper"
        onClick={(event) => event.target === event.currentTarget && editor?.commands.focus('end')}
      >
        <EditorContent editor={editor} />
        {children}
      </div>
    </>
  )
}

function takeFiles(id: string, data: DataTransfer | null, event: Event): boolean {
  // A table or text copied from an office program comes with a picture of itself: the words are what is meant.
  if (!data || data.files.length === 0 || data.types.includes('text/html')) return false
  event.preventDefault()
  attachFiles(id, data.files)
  return true
}
