/** `prepare` is not timed; what it gives back is. The first half of the runs warms up and is not counted: a server has been up for days. Milliseconds. */
export async function medianOf(
  runs: number,
  prepare: (run: number) => Promise<() => Promise<unknown>>,
): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const work = await prepare(run)
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return median(times.slice(Math.floor(runs / 2)))
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
