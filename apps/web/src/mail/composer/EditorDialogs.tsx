import { Button, Dialog, Field } from '@staffetta/ui'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { api } from '../../app/api.ts'
import { tellFailure } from '../../app/errors.tsx'
import { useI18n } from '../../app/i18n.tsx'
import { changeDraft } from './composers.ts'
import { isWellWritten } from './recipients.ts'

/** The address of a link; a mail address becomes a link that writes to it. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useI18n()
  const before = (editor.getAttributes('link')['href'] as string | undefined) ?? ''
  const [address, setAddress] = useState(before)
  const [wrong, setWrong] = useState(false)
  const apply = () => {
    const href = linkHref(address)
    if (href === null) return setWrong(true)
    const chain = editor.chain().focus().extendMarkRange('link')
    if (editor.state.selection.empty && before === '')
      chain
        .insertContent([{ type: 'text', text: address.trim(), marks: [{ type: 'link', attrs: { href } }] }])
        .run()
    else chain.setLink({ href }).run()
    onClose()
  }
  return (
    <Dialog
      title={t('composer.link.title')}
      onClose={onClose}
      actions={
        <>
          {before !== '' && (
            <Button
              size="form"
              kind="ghost"
              onClick={() => {
                editor.chain().focus().extendMarkRange('link').unsetLink().run()
                onClose()
              }}
            >
              {t('composer.link.remove')}
            </Button>
          )}
          <Button size="form" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button size="form" kind="primary" onClick={apply}>
            {t('composer.link.apply')}
          </Button>
        </>
      }
    >
      <Field
        label={t('composer.link.address')}
        value={address}
        autoFocus
        error={wrong ? t('composer.link.invalid') : undefined}
        onChange={(event) => {
          setAddress(event.target.value)
          setWrong(false)
        }}
        onKeyDown={(event) => event.key === 'Enter' && apply()}
      />
    </Dialog>
  )
}

export function linkHref(text: string): string | null {
  const address = text.trim()
  if (isWellWritten(address)) return `mailto:${address}`
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`)
    return ['https:', 'http:', 'mailto:', 'tel:'].includes(url.protocol) &&
      (url.hostname.includes('.') || url.hostname === '')
      ? url.href
      : null
  } catch {
    return null
  }
}

interface ImageProps {
  composerId: string
  editor: Editor
  file: File
  onClose: () => void
}

/** An image between the words: what it shows is asked for, because not everyone sees it. */
export function ImageDialog({ composerId, editor, file, onClose }: ImageProps) {
  const { t } = useI18n()
  const [alt, setAlt] = useState('')
  const [busy, setBusy] = useState(false)
  const insert = async () => {
    setBusy(true)
    try {
      const upload = await api.mail.upload({ fileName: file.name, type: file.type }, file)
      const contentId = `${upload.id}@staffetta`
      changeDraft(composerId, (draft) => ({
        files: [
          ...draft.files,
          {
            id: upload.id,
            fileName: upload.fileName,
            sizeBytes: upload.sizeBytes,
            contentId,
            state: { kind: 'there', upload },
          },
        ],
      }))
      editor
        .chain()
        .focus()
        .insertContent({
          type: 'image',
          attrs: { src: api.mail.getUpload({ uploadId: upload.id }), alt: alt.trim(), contentId },
        })
        .run()
      onClose()
    } catch (error) {
      setBusy(false)
      tellFailure(error)
    }
  }
  return (
    <Dialog
      title={t('composer.image.title')}
      onClose={onClose}
      actions={
        <>
          <Button size="form" onClick={onClose}>
            {t('actions.cancel')}
          </Button>
          <Button size="form" kind="primary" busy={busy} onClick={() => void insert()}>
            {t('composer.image.insert')}
          </Button>
        </>
      }
    >
      <p>{file.name}</p>
      <Field
        label={t('composer.image.alt')}
        hint={t('composer.image.altHint')}
        value={alt}
        autoFocus
        maxLength={300}
        onChange={(event) => setAlt(event.target.value)}
      />
    </Dialog>
  )
}
