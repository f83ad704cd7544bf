import { useState, type DragEvent } from 'react'

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** Files let go over a place; of a place within a place the inner one takes them. `over`: they are held above it. */
export function useFileDrop(onDrop: (files: FileList) => void) {
  const [over, setOver] = useState(false)
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!hasFiles(event)) return
        setOver(!event.defaultPrevented)
        event.preventDefault()
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop: (event: DragEvent) => {
        if (!hasFiles(event)) return
        setOver(false)
        if (event.defaultPrevented) return
        event.preventDefault()
        onDrop(event.dataTransfer.files)
      },
    },
  }
}
