/** Whose files are imported: also the key under which its sentences stand, by the same names. */
export type ImportArea = 'calendarImport' | 'contactsImport'

interface Import {
  id: string
  state: string
  leftCount: number
}

export function isRunning(imports: readonly Import[] | undefined, id: string | undefined): boolean {
  return imports?.some((one) => one.id === id && one.state === 'running') ?? false
}

/** Nothing of it is of use any more. */
export function isOver({ state, leftCount }: Import): boolean {
  return state === 'cancelled' || (state === 'done' && leftCount === 0)
}
