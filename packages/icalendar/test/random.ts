/** A repeatable source of chance (mulberry32). */
export function randomOf(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(items: readonly T[]): T => items[whole(0, items.length - 1)]!
  /** One to `most` of them, in their order. */
  const some = <T>(items: readonly T[], most: number): T[] => {
    const wanted = whole(1, Math.min(most, items.length))
    const chosen = new Set<number>()
    while (chosen.size < wanted) chosen.add(whole(0, items.length - 1))
    return items.filter((_, index) => chosen.has(index))
  }
  return { next, whole, pick, some }
}
