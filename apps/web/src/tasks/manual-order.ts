import type { Task } from '@staffetta/contract'

/** Between two tasks there is room for ten that are put there later. */
const step = 1024

/**
 * The numbers to store so that a task stands at another place among its siblings: one number between its neighbours, or of
 * all that follow, where there is none left between them.
 */
export function placedAt(
  siblings: readonly Task[],
  moved: Task,
  to: number,
): { task: Task; order: number }[] {
  const others = siblings.filter((one) => one !== moved)
  const before = others[to - 1]
  const after = others[to]
  if (before === undefined && after === undefined) return []
  if (before === undefined) return [{ task: moved, order: after!.order - step }]
  if (after === undefined) return [{ task: moved, order: before.order + step }]
  const between = Math.floor((before.order + after.order) / 2)
  if (between > before.order && between < after.order) return [{ task: moved, order: between }]
  const placed = [{ task: moved, order: before.order + step }]
  let last = before.order + step
  for (const one of others.slice(to)) {
    if (one.order > last) break
    last += step
    placed.push({ task: one, order: last })
  }
  return placed
}
