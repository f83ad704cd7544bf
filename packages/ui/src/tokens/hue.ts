import { contrast, hexOf, oklchOf, type Oklch } from './colour.ts'

/** The steps of a tenant's scale; each becomes the custom property `--hue-<step>`. */
export type HueStep =
  | 'tint'
  | 'sel'
  | 'sel2'
  | 'line'
  | 'ui'
  | 'solid'
  | 'hover'
  | 'active'
  | 'text'
  | 'on'
  | 'deep'
  | 'deep-on'

export type HueScale = Record<HueStep, string>

/** Petrolio: the hue of whoever has not chosen one. */
export const defaultHue = { h: 215, c: 0.085 }

const white = '#ffffff'
const ground = {
  light: { surface: white, hover: '#f3f6f9', canvas: '#ebeff3' },
  dark: { surface: '#161c22', raised: '#1f252c' },
}

/** Turns one colour (`#rrggbb`) into hue and chroma the scale can use; a grey or an unreadable value gets the default. */
export function hueOf(hex: string | undefined): { h: number; c: number } {
  const colour = hex === undefined ? undefined : oklchOf(hex)
  if (!colour || colour.c < 0.02) return defaultHue
  return { h: colour.h, c: Math.min(0.13, Math.max(0.07, colour.c)) }
}

/** The whole light and dark scale of a hue. Every pair that carries text passes the figures of the design. */
export function hueScale({ h, c }: { h: number; c: number }): { light: HueScale; dark: HueScale } {
  const at = (l: number, share = 1) => hexOf({ l, c: c * share, h })
  const darken = (passes: Check, share = 1) => solve({ l: 0.75, c: c * share, h }, -0.0025, passes)
  const lighten = (passes: Check, share = 1) => solve({ l: 0.45, c: c * share, h }, 0.0025, passes)
  const onAll =
    (least: number, grounds: string[]): Check =>
    (hex) =>
      grounds.every((other) => contrast(hex, other) >= least)

  // Muted text lies on this ground too, and reddish hues are darker than their lightness says.
  const sel2 = (l: number, share: number, move: number, muted: string) =>
    solve({ l, c: c * share, h }, move, onAll(4.55, [muted]))

  const light = {
    tint: at(0.976, 0.12),
    sel: at(0.948, 0.28),
    sel2: sel2(0.915, 0.45, 0.0025, '#5a6673'),
    line: at(0.86, 0.6),
  }
  const dark = {
    tint: at(0.255, 0.22),
    sel: at(0.305, 0.42),
    sel2: sel2(0.365, 0.55, -0.0025, '#a7afb8'),
    line: at(0.42, 0.6),
  }
  return {
    light: {
      ...light,
      ui: darken(onAll(3.1, [ground.light.surface, light.sel])),
      solid: darken(onAll(5.6, [white, ground.light.hover])),
      hover: darken(onAll(7.2, [white]), 0.94),
      active: darken(onAll(9, [white])),
      text: darken(onAll(5.2, [light.sel2, light.sel, ground.light.canvas])),
      on: white,
      deep: at(0.285, 0.55),
      'deep-on': at(0.93, 0.3),
    },
    dark: {
      ...dark,
      ui: lighten(onAll(3.1, [ground.dark.surface, dark.sel2])),
      solid: at(0.765),
      hover: at(0.82, 0.94),
      active: at(0.7),
      text: lighten(onAll(5.2, [dark.sel2, dark.sel, ground.dark.raised]), 0.9),
      on: at(0.17, 0.2),
      deep: at(0.24, 0.5),
      'deep-on': at(0.93, 0.3),
    },
  }
}

/**
 * Another colour for one that cannot carry a tenant's texts as it is: too light to be read on white (WCAG 1.4.3), or so grey that
 * it has no hue. Null for one that can.
 */
export function hueInstead(hex: string): string | null {
  const colour = oklchOf(hex)
  const carries = colour !== undefined && colour.c >= 0.02 && contrast(hex, white) >= 4.5
  return carries ? null : hueScale(hueOf(hex)).light.solid
}

/** The custom properties of a tenant's colour, each right in both themes by `light-dark()`. */
export function hueProperties(hex: string | undefined): Record<`--hue-${HueStep}`, string> {
  const { light, dark } = hueScale(hueOf(hex))
  const steps = Object.keys(light) as HueStep[]
  return Object.fromEntries(
    steps.map((step) => [`--hue-${step}`, `light-dark(${light[step]}, ${dark[step]})`]),
  ) as Record<`--hue-${HueStep}`, string>
}

type Check = (hex: string) => boolean

/** The first step from a colour that passes; contrast only grows on the way, so it is found by halving. */
function solve(from: Oklch, move: number, passes: Check): string {
  const after = (steps: number) => hexOf({ ...from, l: from.l + steps * move })
  let few = 0
  let enough = Math.floor((move < 0 ? from.l - 0.02 : 0.98 - from.l) / Math.abs(move)) + 1
  while (few < enough) {
    const between = (few + enough) >> 1
    if (passes(after(between))) enough = between
    else few = between + 1
  }
  return after(enough)
}
