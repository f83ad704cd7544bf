import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hueProperties } from './hue.ts'

test('the scale written in tokens.css is the one computed for the default hue', () => {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

  for (const [name, value] of Object.entries(hueProperties(undefined)))
    expect(css).toContain(`${name}: ${value};`)
})
