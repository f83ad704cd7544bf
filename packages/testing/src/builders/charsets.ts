// What windows-1252 has at 0x80 to 0x9F, in order; '\0' where it has nothing.
const windows1252High = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ'

/** Writes text in an old charset. Throws when a character is not in it: a fixture must not hold what its author did not mean. */
export function encodeText(text: string, charset: string): Buffer {
  switch (charset.toLowerCase()) {
    case 'utf-8':
      return Buffer.from(text, 'utf8')
    case 'us-ascii':
    case 'iso-8859-1':
      return singleByte(text, (code) => (code < 0x100 ? code : undefined))
    case 'windows-1252':
      return singleByte(text, (code, char) => {
        const high = windows1252High.indexOf(char)
        if (high >= 0 && char !== '\0') return 0x80 + high
        return code < 0x80 || (code >= 0xa0 && code < 0x100) ? code : undefined
      })
    case 'utf-7':
      return Buffer.from(utf7(text), 'latin1')
    case 'utf-16le':
      return Buffer.from(text, 'utf16le')
    default:
      throw new Error(`No encoder for ${charset}: give the bytes instead.`)
  }
}

function singleByte(text: string, byteOf: (code: number, char: string) => number | undefined): Buffer {
  const bytes = [...text].map((char) => {
    const byte = byteOf(char.codePointAt(0)!, char)
    if (byte === undefined) throw new Error(`${JSON.stringify(char)} is not in this charset.`)
    return byte
  })
  return Buffer.from(bytes)
}

// RFC 2152, with every character outside the plain set written in base64 of UTF-16BE.
function utf7(text: string): string {
  return text.replace(/\+|[^\x20-\x7e\r\n\t]+/g, (run) => {
    if (run === '+') return '+-'
    const utf16 = Buffer.from(run, 'utf16le').swap16()
    return `+${utf16.toString('base64').replace(/=+$/, '')}-`
  })
}

/** An RFC 2047 encoded word for each stretch of about forty bytes, or the text itself where it is plain ASCII. */
export function encodeWords(text: string, charset = 'utf-8'): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  const words: string[] = []
  let run = ''
  for (const char of text) {
    if (encodeText(run + char, charset).length > 39) {
      words.push(run)
      run = ''
    }
    run += char
  }
  if (run) words.push(run)
  return words.map((word) => `=?${charset}?B?${encodeText(word, charset).toString('base64')}?=`).join('\r\n ')
}

/** Quoted-printable of the bytes, with lines of at most 76 characters. */
export function quotedPrintable(bytes: Buffer): string {
  const out: string[] = []
  for (const line of bytes.toString('latin1').split(/\r?\n/)) {
    const encoded = line
      .replace(
        /[^\x20-\x3c\x3e-\x7e\t]/g,
        (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .replace(/[ \t]$/, (char) => (char === ' ' ? '=20' : '=09'))
    // Never inside an escape: `=8=` and `0` on the next line is nobody's byte.
    out.push((encoded.match(/(?:=[0-9A-F]{2}|[^=]){1,24}/g) ?? ['']).join('=\r\n'))
  }
  return out.join('\r\n')
}

/** Base64 in lines of 76 characters. */
export function base64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n')
}
