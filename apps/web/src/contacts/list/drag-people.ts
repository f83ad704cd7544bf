import { selection } from '../state/selection.ts'

const dragType = 'application/x-staffetta-contacts'

/** Who is dragged: all that are chosen where this one is among them. */
export function dragPeople(event: React.DragEvent, ref: string): void {
  const { refs } = selection.get()
  event.dataTransfer.setData(dragType, JSON.stringify(refs.has(ref) ? [...refs] : [ref]))
  event.dataTransfer.effectAllowed = 'copy'
}

export const dragsPeople = (event: React.DragEvent): boolean => event.dataTransfer.types.includes(dragType)

export function draggedPeople(event: React.DragEvent): string[] {
  const refs: unknown = JSON.parse(event.dataTransfer.getData(dragType) || '[]')
  return Array.isArray(refs) ? refs.filter((ref) => typeof ref === 'string') : []
}
