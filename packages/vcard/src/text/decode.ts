/**
 * The text of a file of which nobody says how it is encoded: a byte order mark, the zeros of UTF-16, UTF-8 where it is valid, and
 * else windows-1252, which is what Outlook in Italy writes. Also told: how it was read, for a person to doubt.
 */
export function textOfFile(octets: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = markedEncoding(octets) ?? zerosTell(octets)
  if (encoding !== undefined) return { text: new TextDecoder(encoding).decode(octets), encoding }
  const utf8 = strictUtf8(octets) ?? strictUtf8(withoutTornCharacters(octets))
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' }
  return { text: new TextDecoder('windows-1252').decode(octets), encoding: 'windows-1252' }
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

function markedEncoding([first, second, third]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : undefined
}

/** Latin text in UTF-16 has a zero in every second place; other texts have none. */
function zerosTell(octets: Uint8Array): Encoding | undefined {
  const some = octets.subarray(0, 512)
  if (some.length < 4) return undefined
  let [even, odd] = [0, 0]
  some.forEach((octet, at) => {
    if (octet !== 0) return
    if (at % 2 === 0) even++
    else odd++
  })
  const half = some.length / 2
  if (odd > half * 0.6 && even < half * 0.1) return 'utf-16le'
  return even > half * 0.6 && odd < half * 0.1 ? 'utf-16be' : undefined
}

function strictUtf8(octets: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return undefined
  }
}

/** Some programs fold by octets, in the midst of a character: the fold is taken out where it tears one. */
function withoutTornCharacters(octets: Uint8Array): Uint8Array {
  const whole = new Uint8Array(octets.length)
  let length = 0
  for (let at = 0; at < octets.length; at++) {
    const fold = foldAt(octets, at)
    const isTorn = fold > 0 && octets[at - 1]! >= 0x80 && (octets[at + fold]! & 0xc0) === 0x80
    if (isTorn) at += fold - 1
    else whole[length++] = octets[at]!
  }
  return whole.subarray(0, length)
}

/** How long the fold is that begins here. */
function foldAt(octets: Uint8Array, at: number): number {
  const breaks = octets[at] === 0x0d && octets[at + 1] === 0x0a ? 2 : octets[at] === 0x0a ? 1 : 0
  const space = octets[at + breaks]
  return breaks > 0 && (space === 0x20 || space === 0x09) ? breaks + 1 : 0
}
