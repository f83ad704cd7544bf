import './ComposerFiles.css'
import { Button, IconButton, ProgressBar } from '@staffetta/ui'
import { RotateCw, X } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import { FileFace } from '../message-view/FileFace.tsx'
import { type Composer, type ComposerFile, isOnItsWay } from './composer-state.ts'
import { removeFile, retryFile } from './files.ts'

/** The files that go with the message; those between the words are not listed. */
export function ComposerFiles({ composer }: { composer: Composer }) {
  const { t } = useI18n()
  const files = composer.draft.files.filter(({ contentId }) => contentId === null)
  if (files.length === 0) return null
  return (
    <ul className="composer-files" aria-label={t('composer.attachment.list')}>
      {files.map((file) => (
        <FileCard key={file.id} composerId={composer.id} file={file} />
      ))}
    </ul>
  )
}

function FileCard({ composerId, file }: { composerId: string; file: ComposerFile }) {
  const { t, formats } = useI18n()
  const { state } = file
  const arriving = isOnItsWay(state)
  return (
    <li className="composer-file" data-state={state.kind}>
      <FileFace fileName={file.fileName}>{words()}</FileFace>
      {state.kind === 'failed' && (
        <Button kind="text" size="dense" icon={RotateCw} onClick={() => retryFile(composerId, file.id)}>
          {t('composer.attachment.retry')}
        </Button>
      )}
      <IconButton
        icon={X}
        size={28}
        label={t(arriving ? 'composer.attachment.cancel' : 'composer.attachment.remove', {
          name: file.fileName,
        })}
        onClick={() => removeFile(composerId, file.id)}
      />
      {state.kind === 'sending' && (
        <ProgressBar
          label={file.fileName}
          share={file.sizeBytes === 0 ? 1 : state.sentBytes / file.sizeBytes}
        />
      )}
    </li>
  )

  function words(): string {
    if (state.kind === 'waiting') return t('composer.attachment.waiting')
    if (state.kind === 'failed') return t('composer.attachment.failed')
    if (state.kind === 'there') return formats.size(file.sizeBytes)
    const done = t('composer.attachment.progress', {
      done: formats.size(state.sentBytes),
      total: formats.size(file.sizeBytes),
    })
    return state.secondsLeft === null
      ? done
      : `${done}, ${t('composer.attachment.left', { count: state.secondsLeft })}`
  }
}
