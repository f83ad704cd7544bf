import { expect, test } from 'vitest'
import { contrast } from './colour.ts'
import { defaultHue, hueInstead, hueOf, hueProperties, hueScale } from './hue.ts'

const verdePino = { h: 162, c: 0.098 }
const hues = [verdePino, defaultHue, { h: 277, c: 0.125 }, { h: 40, c: 0.115 }]

test('verde pino gives the light scale that the design measured', () => {
  expect(hueScale(verdePino).light).toMatchObject({
    tint: '#f1faf5',
    sel: '#def4e8',
    sel2: '#caedda',
    line: '#afdec5',
    ui: '#459672',
    solid: '#166f4d',
    active: '#015438',
    text: '#0c6a48',
    deep: '#0a3222',
    'deep-on': '#d7eee2',
  })
})

test('verde pino gives the dark scale that the design measured', () => {
  expect(hueScale(verdePino).dark).toMatchObject({
    tint: '#192620',
    sel: '#1a3629',
    sel2: '#214736',
    line: '#2d5743',
    ui: '#4b9c77',
    solid: '#76c6a0',
    active: '#61b28c',
    on: '#07120d',
  })
})

test('the default hue is petrolio', () => {
  expect(hueScale(defaultHue).light.solid).toBe('#066c7e')
})

test.each(Array.from({ length: 72 }, (_, at) => at * 5))('hue %i passes every pair in both themes', (h) => {
  const { light, dark } = hueScale({ h, c: 0.13 })

  expect(contrast(light.on, light.solid)).toBeGreaterThanOrEqual(5.6)
  for (const ground of ['#ffffff', '#ebeff3', light.sel, light.sel2])
    expect(contrast(light.text, ground)).toBeGreaterThanOrEqual(5.2)
  expect(contrast(light.ui, light.sel)).toBeGreaterThanOrEqual(3.1)
  expect(contrast('#5a6673', light.sel2)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(dark.on, dark.solid)).toBeGreaterThanOrEqual(4.5)
  for (const ground of ['#161c22', '#1f252c', dark.sel, dark.sel2])
    expect(contrast(dark.text, ground)).toBeGreaterThanOrEqual(5.2)
  expect(contrast(dark.ui, dark.sel2)).toBeGreaterThanOrEqual(3.1)
  expect(contrast('#a7afb8', dark.sel2)).toBeGreaterThanOrEqual(4.5)
})

test('a colour is turned into the hue it shows', () => {
  expect(hueOf('#166f4d').h).toBeCloseTo(162, 0)
  expect(hues.map((hue) => hueScale(hue).light.solid)).toEqual([
    '#166f4d',
    '#066c7e',
    expect.stringMatching(/^#/),
    expect.stringMatching(/^#/),
  ])
})

test('a grey, an empty and an unreadable colour get the default hue', () => {
  for (const odd of ['#888888', '', 'rgb(1,2,3)', '#12', undefined]) expect(hueOf(odd)).toEqual(defaultHue)
})

test('every step is one property that is right in both themes', () => {
  expect(hueProperties('#166f4d')).toMatchObject({ '--hue-solid': 'light-dark(#166f4d, #76c6a0)' })
})

test.each([
  ['#166f4d', null],
  ['#4f56b3', null],
  ['#ffff00', /^#/],
  ['#8fd0b4', /^#/],
  ['#777777', /^#/],
  ['#000000', /^#/],
])('%s as the colour of a body: another instead %s', (hex, instead) => {
  const found = hueInstead(hex)

  if (instead === null) expect(found).toBeNull()
  else {
    expect(found).toMatch(instead)
    expect(hueInstead(found!)).toBeNull()
  }
})
