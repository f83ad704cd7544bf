import { randomFrom, type Random } from '@staffetta/testing'

/** Pieces that mean something to a reader of mail, right and wrong. */
export const dictionary = [
  '\r\n',
  '\n',
  '\r',
  '\r\n\r\n',
  '\0',
  '\x1b$B',
  '\x1b(B',
  '\x0e',
  '\x0f',
  '~{',
  '~}',
  '\xff\xfe',
  '\xef\xbb\xbf',
  '\xc3',
  '\xe2\x80\xae',
  '=?',
  '?=',
  '=?utf-8?Q?',
  '=?utf-8?B?',
  '?=\r\n =?',
  "''",
  '%',
  '%C3%',
  '*0*=',
  '*1=',
  '=',
  '==',
  '=\r\n',
  '"',
  '\\',
  ';',
  ':',
  '(',
  ')',
  '<',
  '>',
  '--',
  '--b0',
  '--b0--',
  '\r\n--b0\r\n',
  'boundary=',
  'boundary=""',
  'charset=',
  'charset=utf-16',
  'charset=hz',
  'charset=iso-2022-kr',
  'charset=__proto__',
  'Content-Type: multipart/mixed; boundary=b0\r\n',
  'Content-Type: message/rfc822\r\n',
  'Content-Type: text/html\r\n',
  'Content-Type: application/ms-tnef\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  'Content-Transfer-Encoding: x-uuencode\r\n',
  'Content-Disposition: attachment; filename=',
  'begin 644 a.txt\r\n',
  '\r\nend\r\n',
  '`',
  '<!--',
  '-->',
  '<style>',
  '&#x110000;',
  '&#',
  'format=flowed',
  '> ',
  ' \r\n',
  '../',
  'CON',
  '. .',
]

/** The bytes with a few things changed in them: bits, pieces lost, doubled, moved, or taken from the dictionary or another. */
export function mutate(bytes: Buffer, other: Buffer, random: Random): Buffer {
  let mutated = Buffer.from(bytes)
  for (let changes = 1 + random.below(6); changes > 0; changes--) {
    const at = random.below(mutated.length + 1)
    const length = random.below(3) === 0 ? random.below(400) : random.below(12)
    const [before, after] = [mutated.subarray(0, at), mutated.subarray(at)]
    switch (random.below(6)) {
      case 0:
        if (at < mutated.length) mutated[at] = random.below(256)
        break
      case 1:
        mutated = Buffer.concat([before, after.subarray(length)])
        break
      case 2:
        mutated = Buffer.concat([before, after.subarray(0, length), after])
        break
      case 3:
        mutated = Buffer.concat([before, Buffer.from(random.pick(dictionary), 'latin1'), after])
        break
      case 4: {
        const from = random.below(other.length + 1)
        mutated = Buffer.concat([before, other.subarray(from, from + length), after])
        break
      }
      default:
        if (random.chance(0.15)) mutated = Buffer.from(before)
    }
  }
  return mutated
}

export interface FuzzResult {
  trials: number
  /** What threw or broke a promise, the first of them, with the seed that brings it back. */
  crashes: string[]
  slowestMs: number
  slowest: string
}

/** Gives mutated seeds to the targets in turn. A target throws where a promise is broken. */
export function fuzz(
  targets: Record<string, (bytes: Buffer) => void>,
  seeds: Buffer[],
  { trials, seed }: { trials: number; seed: number },
): FuzzResult {
  const names = Object.keys(targets)
  const result: FuzzResult = { trials: 0, crashes: [], slowestMs: 0, slowest: '' }
  for (let trial = 0; trial < trials; trial++) {
    const random = randomFrom(seed + trial)
    const bytes = mutate(random.pick(seeds), random.pick(seeds), random)
    const name = names[trial % names.length]!
    const started = performance.now()
    try {
      targets[name]!(bytes)
    } catch (error) {
      if (result.crashes.length < 20) result.crashes.push(`${name}, seed ${seed + trial}: ${String(error)}`)
    }
    const took = performance.now() - started
    if (took > result.slowestMs)
      Object.assign(result, { slowestMs: took, slowest: `${name}, seed ${seed + trial}` })
    result.trials++
  }
  return result
}
