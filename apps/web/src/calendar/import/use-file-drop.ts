import { useState, type DragEvent } from 'react'
import { showDialog } from '../state/dialogs.ts'

const isFile = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** A file let go over the agenda is looked through. */
export function useFileDrop() {
  const [over, setOver] = useState(false)
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!isFile(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop: (event: DragEvent) => {
        if (!isFile(event)) return
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file !== undefined) showDialog({ kind: 'import', file })
      },
    },
  }
}
