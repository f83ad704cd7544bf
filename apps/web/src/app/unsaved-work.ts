/** Work that may exist in this page alone, and the way to put it where it survives the page. */
export interface UnsavedWork {
  exists: () => boolean
  /** True when nothing is left unsaved. */
  save: () => Promise<boolean>
}

const areas = new Set<UnsavedWork>()

/** An area says once how its work is kept; whoever ends the session asks. */
export function watchOver(work: UnsavedWork): void {
  areas.add(work)
}

export function hasUnsavedWork(): boolean {
  return [...areas].some((work) => work.exists())
}

const longestMs = 4000

/** Leaving must not wait for a server that does not answer. */
export async function saveWork(): Promise<boolean> {
  if (!hasUnsavedWork()) return true
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), longestMs))
  const saved = Promise.all([...areas].map((work) => work.save())).then((all) => all.every(Boolean))
  return Promise.race([saved.catch(() => false), late])
}
