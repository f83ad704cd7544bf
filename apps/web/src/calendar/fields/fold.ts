/** Lower case and without accents, unit by unit: what is found in it lies at the same place in the text. */
export function fold(text: string): string {
  return text
    .split('')
    .map((unit) => {
      if (unit === '’' || unit === '‘' || unit === '`') return "'"
      if (unit === '–' || unit === '—') return '-'
      if (unit === '\u00a0') return ' '
      return unit.normalize('NFD').toLowerCase()[0] ?? unit
    })
    .join('')
}
