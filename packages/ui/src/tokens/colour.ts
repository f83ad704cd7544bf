export interface Oklch {
  l: number
  c: number
  h: number
}

type Rgb = [number, number, number]

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** Reads `#rrggbb`; `undefined` for anything else. */
export function oklchOf(hex: string): Oklch | undefined {
  const channels = channelsOf(hex)
  if (!channels) return undefined
  const [r, g, b] = channels.map(toLinear) as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return {
    l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    c: Math.hypot(a, bb),
    h: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360,
  }
}

/** The nearest sRGB colour of the same lightness and hue: chroma gives way until it fits. */
export function hexOf({ l, c, h }: Oklch): string {
  let chroma = c
  let rgb = linearRgb({ l, c: chroma, h })
  while (chroma > 0 && rgb.some((v) => v < -0.0001 || v > 1.0001)) {
    chroma = Math.max(0, chroma - 0.001)
    rgb = linearRgb({ l, c: chroma, h })
  }
  return `#${rgb.map((v) => byte(v).toString(16).padStart(2, '0')).join('')}`
}

function linearRgb({ l, c, h }: Oklch): Rgb {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const ll = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const mm = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const ss = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * ll - 3.3077115913 * mm + 0.2309699292 * ss,
    -1.2684380046 * ll + 2.6097574011 * mm - 0.3413193965 * ss,
    -0.0041960863 * ll - 0.7034186147 * mm + 1.707614701 * ss,
  ]
}

function luminance(hex: string): number {
  const [r, g, b] = (channelsOf(hex) ?? [0, 0, 0]).map(toLinear) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function channelsOf(hex: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  return match ? ([1, 2, 3].map((at) => parseInt(match[at]!, 16) / 255) as Rgb) : undefined
}

function toLinear(v: number): number {
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
}

function byte(linear: number): number {
  const v = Math.min(1, Math.max(0, linear))
  return Math.round((v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055) * 255)
}
