import type { CalendarColour } from '@staffetta/contract'

export const colours = [
  'petrolio',
  'bosco',
  'senape',
  'ruggine',
  'lampone',
  'viola',
  'cielo',
  'ardesia',
] as const satisfies CalendarColour[]
