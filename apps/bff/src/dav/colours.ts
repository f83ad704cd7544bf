import type { CalendarColour } from '@staffetta/contract'

/** The eight, as a server keeps them for a calendar, and as RFC 7986 wants them in an event: by a CSS name. */
const colours: Record<CalendarColour, { hex: string; name: string }> = {
  petrolio: { hex: '#3392a3', name: 'darkcyan' },
  bosco: { hex: '#549463', name: 'seagreen' },
  senape: { hex: '#a5812b', name: 'darkgoldenrod' },
  ruggine: { hex: '#cb6d47', name: 'chocolate' },
  lampone: { hex: '#cf6485', name: 'palevioletred' },
  viola: { hex: '#9676cc', name: 'mediumpurple' },
  cielo: { hex: '#488acb', name: 'steelblue' },
  ardesia: { hex: '#7e8893', name: 'slategray' },
}

/** Names other programs offer; the rest of CSS falls to the nearest by its letters being none of these: no colour. */
const named: Record<string, string> = {
  aqua: '#00ffff',
  black: '#000000',
  blue: '#0000ff',
  brown: '#a52a2a',
  coral: '#ff7f50',
  crimson: '#dc143c',
  cyan: '#00ffff',
  darkblue: '#00008b',
  darkgreen: '#006400',
  deepskyblue: '#00bfff',
  dodgerblue: '#1e90ff',
  firebrick: '#b22222',
  forestgreen: '#228b22',
  fuchsia: '#ff00ff',
  gold: '#ffd700',
  goldenrod: '#daa520',
  gray: '#808080',
  green: '#008000',
  grey: '#808080',
  hotpink: '#ff69b4',
  indigo: '#4b0082',
  lightblue: '#add8e6',
  lightgreen: '#90ee90',
  lime: '#00ff00',
  limegreen: '#32cd32',
  magenta: '#ff00ff',
  maroon: '#800000',
  navy: '#000080',
  olive: '#808000',
  orange: '#ffa500',
  orangered: '#ff4500',
  orchid: '#da70d6',
  pink: '#ffc0cb',
  plum: '#dda0dd',
  purple: '#800080',
  red: '#ff0000',
  royalblue: '#4169e1',
  salmon: '#fa8072',
  sienna: '#a0522d',
  silver: '#c0c0c0',
  skyblue: '#87ceeb',
  teal: '#008080',
  tomato: '#ff6347',
  turquoise: '#40e0d0',
  violet: '#ee82ee',
  yellow: '#ffff00',
}

const words = Object.keys(colours) as CalendarColour[]

export function hexOf(colour: CalendarColour): string {
  return colours[colour].hex
}

export function cssNameOf(colour: CalendarColour): string {
  return colours[colour].name
}

/** The nearest of the eight to what a server or a file says, by distance in OKLab; undefined for what is no colour. */
export function nearestColour(text: string | undefined): CalendarColour | undefined {
  const word = text?.trim().toLowerCase() ?? ''
  const own = words.find((colour) => colours[colour].name === word || colour === word)
  if (own !== undefined) return own
  const rgb = rgbOf(named[word] ?? word)
  if (rgb === undefined) return undefined
  const [l, a, b] = oklab(rgb)
  const distance = (colour: CalendarColour) => {
    const [ownL, ownA, ownB] = oklab(rgbOf(hexOf(colour))!)
    // The eight are alike in lightness: what tells them apart is the hue.
    return ((l - ownL) / 3) ** 2 + (a - ownA) ** 2 + (b - ownB) ** 2
  }
  return words.toSorted((one, other) => distance(one) - distance(other))[0]
}

/** The colour of a calendar whose server keeps none: always the same of the eight for the same calendar. */
export function colourFor(href: string): CalendarColour {
  let sum = 0
  for (const letter of href) sum = (sum * 31 + letter.codePointAt(0)!) % 65_521
  return words[sum % words.length]!
}

function rgbOf(text: string): [number, number, number] | undefined {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text)
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/.exec(text)
  const digits = short?.slice(1, 4).map((digit) => digit + digit) ?? long?.slice(1, 4)
  if (digits === undefined) return undefined
  return digits.map((pair) => Number.parseInt(pair, 16)) as [number, number, number]
}

/** Björn Ottosson's OKLab, from sRGB. */
function oklab(rgb: [number, number, number]): [number, number, number] {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  const l = Math.cbrt(0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_99 * b)
  const m = Math.cbrt(0.211_903_5 * r + 0.680_699_55 * g + 0.107_396_96 * b)
  const s = Math.cbrt(0.088_302_46 * r + 0.281_718_84 * g + 0.629_978_7 * b)
  return [
    0.210_454_26 * l + 0.793_617_79 * m - 0.004_072_05 * s,
    1.977_998_5 * l - 2.428_592_21 * m + 0.450_593_71 * s,
    0.025_904_04 * l + 0.782_771_77 * m - 0.808_675_77 * s,
  ]
}
