import type { Target } from '../mutations.ts'

export const dragType = 'application/x-staffetta-messages'

let carried: Target | null = null

/** What is being dragged: kept here, because the browser shows a drag's data only at its end. */
export function startDrag(event: React.DragEvent, target: Target, label: string): void {
  carried = target
  event.dataTransfer.effectAllowed = 'copyMove'
  event.dataTransfer.setData(dragType, '1')
  const image = document.createElement('div')
  image.className = 'drag-image'
  image.textContent = label
  document.body.append(image)
  event.dataTransfer.setDragImage(image, -8, 12)
  setTimeout(() => image.remove())
}

export const draggedTarget = (): Target | null => carried
