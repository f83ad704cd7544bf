import './FileFace.css'
import type { ReactNode } from 'react'
import { cutName, fileKind } from './file-kind.ts'

/** A file by its kind and its name, of which the end is never cut; below it what there is to say of it. */
export function FileFace({ fileName, children }: { fileName: string; children: ReactNode }) {
  const kind = fileKind(fileName)
  const [start, end] = cutName(fileName)
  return (
    <>
      <span className="attachment-tile" data-colour={kind.colour} aria-hidden="true">
        {kind.word}
      </span>
      <span className="attachment-words">
        <span className="attachment-name" title={fileName}>
          <span>{start}</span>
          <span>{end}</span>
        </span>
        <span className="attachment-size">{children}</span>
      </span>
    </>
  )
}
