/** A whole number from 1 to a limit: while it is being typed it is not always one. */
export function within(value: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(1, Math.round(value))) : 1
}
