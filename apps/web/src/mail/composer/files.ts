import { api } from '../../app/api.ts'
import { session } from '../../app/session.ts'
import { overBrokenLines } from './broken-lines.ts'
import type { ComposerFile, Draft } from './composer-state.ts'
import { changeComposer, changeDraft, findComposer } from './composers.ts'

const atOnce = 3
/** Base64 and its line breaks. */
const encoded = 1.37

interface Waiting {
  composerId: string
  fileId: string
  file: File
}

const kept = new Map<string, { file: File; abort: AbortController }>()
const queue: Waiting[] = []
let running = 0

/** Attaches files: each begins to be uploaded as soon as there is room. Those over the limit are said and left out. */
export function attachFiles(
  composerId: string,
  files: Iterable<File>,
  options: { contentId?: string } = {},
): void {
  for (const file of files) {
    const composer = findComposer(composerId)
    if (!composer) return
    const limit = session.get().me?.limits.messageBytes ?? Infinity
    const total = composer.draft.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, file.size)
    if (total * encoded > limit) {
      changeComposer(composerId, { problem: { kind: 'tooLarge', fileName: file.name } })
      continue
    }
    const fileId = crypto.randomUUID()
    kept.set(fileId, { file, abort: new AbortController() })
    const added: ComposerFile = {
      id: fileId,
      fileName: file.name || 'file',
      sizeBytes: file.size,
      contentId: options.contentId ?? null,
      state: { kind: 'waiting' },
    }
    changeDraft(composerId, (draft) => ({ files: [...draft.files, added] }))
    queue.push({ composerId, fileId, file })
  }
  pump()
}

export function retryFile(composerId: string, fileId: string): void {
  const known = kept.get(fileId)
  if (!known) return removeFile(composerId, fileId)
  kept.set(fileId, { file: known.file, abort: new AbortController() })
  setState(composerId, fileId, { kind: 'waiting' })
  queue.push({ composerId, fileId, file: known.file })
  pump()
}

/** Takes a file away, or stops it on its way. A letter that only waited for it is not sent without it: whoever takes it away thinks again. */
export function removeFile(composerId: string, fileId: string): void {
  changeComposer(composerId, { leaves: null })
  kept.get(fileId)?.abort.abort()
  kept.delete(fileId)
  changeDraft(composerId, (draft) => ({ files: draft.files.filter(({ id }) => id !== fileId) }))
}

/** Where a picture between the words is found while it waits to be sent. */
export function inlineUpload(files: Draft['files'], contentId: string): string | null {
  const file = files.find((one) => one.contentId === contentId)
  return file?.state.kind === 'there' ? api.mail.getUpload({ uploadId: file.state.upload.id }) : null
}

export function limitBytes(): number {
  return Math.floor((session.get().me?.limits.messageBytes ?? 0) / encoded)
}

function pump(): void {
  while (running < atOnce && queue.length > 0) {
    running++
    void upload(queue.shift()!).finally(() => {
      running--
      pump()
    })
  }
}

async function upload({ composerId, fileId, file }: Waiting): Promise<void> {
  const abort = kept.get(fileId)?.abort
  if (!abort || abort.signal.aborted) return
  const start = performance.now()
  const progress = (sentBytes: number) => {
    const elapsed = (performance.now() - start) / 1000
    const secondsLeft =
      elapsed > 1.5 && sentBytes > 0 ? Math.ceil((elapsed / sentBytes) * (file.size - sentBytes)) : null
    setState(composerId, fileId, { kind: 'sending', sentBytes, secondsLeft })
  }
  try {
    progress(0)
    const done = await overBrokenLines(() => {
      abort.signal.throwIfAborted()
      return api.mail.upload(
        { fileName: (file.name || 'file').slice(-255), type: file.type.slice(0, 200) },
        file,
        { signal: abort.signal, onProgress: progress },
      )
    })
    changeDraft(composerId, (draft) => ({
      files: draft.files.map((one) =>
        one.id === fileId
          ? {
              ...one,
              fileName: done.fileName,
              sizeBytes: done.sizeBytes,
              state: { kind: 'there', upload: done },
            }
          : one,
      ),
    }))
    kept.delete(fileId)
  } catch {
    if (!abort.signal.aborted) setState(composerId, fileId, { kind: 'failed' })
  }
}

/** Progress is nothing that has to be saved. */
function setState(composerId: string, fileId: string, state: ComposerFile['state']): void {
  const composer = findComposer(composerId)
  if (!composer) return
  changeComposer(composerId, {
    draft: {
      ...composer.draft,
      files: composer.draft.files.map((one) => (one.id === fileId ? { ...one, state } : one)),
    },
  })
}
