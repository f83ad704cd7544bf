/** A time beside the floor's, or one value, with what it should be. */
export type Figure =
  | { what: string; floor: number; bff: number; goal: { ratio?: number; ms?: number } }
  | { what: string; value: number; unit: string; goal: { most?: number; least?: number } }

export function printTable(figures: Figure[]): string {
  const lines = figures.map((figure) => ('bff' in figure ? timed(figure) : plain(figure)))
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...[head, ...lines].map((line) => line[column]!.length)),
  )
  return [head, widths.map((width) => '-'.repeat(width)), ...lines]
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    )
    .join('\n')
}

const head = ['what (median)', 'floor', 'Staffetta', 'ratio', 'goal']

function timed({ what, floor, bff, goal }: Extract<Figure, { bff: number }>): string[] {
  const ratio = bff / floor
  const met = ratio <= (goal.ratio ?? Infinity) && bff <= (goal.ms ?? Infinity)
  const words = [
    goal.ratio === undefined ? '' : `≤ ${goal.ratio}×`,
    goal.ms === undefined ? '' : `≤ ${goal.ms} ms`,
  ]
  return [what, `${floor.toFixed(1)} ms`, `${bff.toFixed(1)} ms`, `${ratio.toFixed(2)}×`, verdict(met, words)]
}

function plain({ what, value, unit, goal }: Extract<Figure, { value: number }>): string[] {
  const met = value <= (goal.most ?? Infinity) && value >= (goal.least ?? -Infinity)
  const words = [
    goal.most === undefined ? '' : `≤ ${goal.most} ${unit}`,
    goal.least === undefined ? '' : `≥ ${goal.least} ${unit}`,
  ]
  return [what, '', `${value.toFixed(unit === 'ms' && value < 10 ? 2 : 0)} ${unit}`, '', verdict(met, words)]
}

function verdict(met: boolean, words: string[]): string {
  return `${words.filter((word) => word !== '').join(', ')} ${met ? 'met' : 'MISSED'}`
}
