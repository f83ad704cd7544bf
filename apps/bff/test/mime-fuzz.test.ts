import { expect, test } from 'vitest'
import { readBodies } from '../src/mail/bodies.ts'
import { decodeText } from '../src/mail/charset.ts'
import { decodeWords } from '../src/mail/encoded-words.ts'
import { isDangerous, safeFileName } from '../src/mail/file-name.ts'
import { addressHeader, oneLine } from '../src/mail/header-fields.ts'
import { headerLines } from '../src/mail/header-lines.ts'
import { containerKind, findInside, openInside, openMessage, type Inside } from '../src/mail/inside.ts'
import { decodeParameter, readParameters } from '../src/mail/parameters.ts'
import { renamePart } from '../src/mail/part-names.ts'
import { cleanPreview, partPreview } from '../src/mail/preview.ts'
import { bodyParts, type Part } from '../src/mail/structure.ts'
import { decodeTextTransfer, decodeTransfer } from '../src/mail/transfer.ts'
import { splitUuencoded } from '../src/mail/uuencode.ts'
import { readTnef } from '../src/mail/tnef.ts'
import { corpus } from './mime/corpus.ts'
import { dictionary, fuzz } from './mime/fuzz.ts'
import { winmail } from './mime/winmail.ts'

/** 1,000,000 takes some minutes; `FUZZ_SEED` starts elsewhere. */
const trials = Number(process.env['FUZZ_TRIALS'] ?? 10_000)
const seed = Number(process.env['FUZZ_SEED'] ?? 1)
const mostMs = 2_000
const MOST_REPEATED = 300_000

const tnef = winmail({
  body: 'Testo',
  files: [
    { name: 'a.pdf', content: '%PDF' },
    { name: 'b.txt', content: 'b' },
  ],
})
const seeds = [...corpus.map(({ raw }) => raw.subarray(0, 4_000)), tnef]
const charsets = [
  'utf-8',
  'utf-16',
  'utf-32',
  'utf-7',
  'hz',
  'iso-2022-kr',
  'iso-2022-jp',
  'gb18030',
  'big5',
  'koi8-r',
  'x',
  undefined,
]
const encodings = ['base64', 'quoted-printable', 'x-uuencode', '8bit']
const pick = <T>(all: T[], bytes: Buffer): T => all[bytes.length % all.length]!
const part = (bytes: Buffer) =>
  ({
    type: pick(['text/html', 'text/plain', 'text/enriched'], bytes),
    encoding: pick(encodings, bytes),
    charset: pick(charsets, bytes),
  }) as Part

const targets: Record<string, (bytes: Buffer) => void> = {
  message: (bytes) => walk(openMessage('0', bytes), 0),
  charset: (bytes) =>
    mustBeText(decodeText(bytes, pick(charsets, bytes), { html: true, cut: bytes.length % 2 === 0 }).text),
  'transfer encoding': (bytes) => {
    decodeTransfer(bytes, pick(encodings, bytes))
    decodeTextTransfer(bytes, pick(encodings, bytes))
  },
  'header words': (bytes) => mustBeText(decodeWords(bytes.toString('latin1'))),
  'header fields': (bytes) => {
    const headers = headerLines(bytes)
    for (const name of ['from', 'to', 'cc', 'reply-to'])
      for (const { name: shown } of addressHeader(headers, name)) mustBeOneLine(shown)
    mustBeOneLine(oneLine(bytes.toString('latin1')))
  },
  parameters: (bytes) => {
    const { parameters } = readParameters(bytes.toString('latin1'))
    decodeParameter(parameters, 'filename')
    decodeParameter(Object.fromEntries([['filename*', bytes.toString('latin1')]]), 'filename')
  },
  'file name': (bytes) => mustBeSafe(safeFileName(bytes.toString('utf8'), 'application/pdf')),
  'part name': (bytes) => {
    const renamed = { fileName: 'x', type: 'application/pdf', dangerous: isDangerous('x', '') } as Part
    renamePart(renamed, bytes)
    mustBeSafe(renamed.fileName)
  },
  preview: (bytes) => mustBeOneLine(cleanPreview(partPreview(part(bytes), bytes))),
  'uuencoded text': (bytes) => splitUuencoded(bytes.toString('latin1')),
  'winmail.dat': (bytes) => {
    readTnef(Buffer.concat([tnef.subarray(0, 6 + (bytes.length % 40)), bytes]))
    const inside = openInside('tnef', '1', bytes)
    if (inside !== undefined) walk(inside, 0)
  },
}

/** Opens everything in it, and what is in that. */
function walk(inside: Inside, depth: number): void {
  const { unsafeHtml, text, files } = readBodies(inside.structure, ({ partId }) => {
    const bytes = inside.bytes.get(partId)
    return bytes && { bytes, cut: false }
  })
  mustBeText(`${unsafeHtml?.content}${text?.content}`)
  for (const one of [
    ...inside.structure.attachments,
    ...bodyParts(inside.structure),
    ...files.map((file) => file.part),
  ]) {
    mustBeSafe(one.fileName)
    const found = findInside(inside, one.partId)
    if (found === undefined) throw new Error(`${one.partId} is listed and not to be found`)
    const kind = containerKind(one)
    const next = kind && depth < 5 ? openInside(kind, one.partId, found.content) : undefined
    if (next !== undefined) walk(next, depth + 1)
  }
}

function mustBeText(text: string): void {
  if (typeof text !== 'string') throw new Error('no text')
}

function mustBeOneLine(text: string): void {
  // oxlint-disable-next-line no-control-regex -- exactly these must not be there
  if (/[\x00-\x1f\x7f\u202a-\u202e]/.test(text))
    throw new Error(`not one line: ${JSON.stringify(text.slice(0, 80))}`)
}

function mustBeSafe(name: string): void {
  mustBeOneLine(name)
  if (name === '' || name.length > 150 || /[/\\]|^\.|[. ]$/.test(name))
    throw new Error(`unsafe: ${JSON.stringify(name.slice(0, 80))}`)
}

test(
  `whatever bytes come are read without a crash, within two seconds (${trials} mutations)`,
  { timeout: 1_200_000 },
  () => {
    const result = fuzz(targets, seeds, { trials, seed })

    if (trials > 10_000) process.stdout.write(`${JSON.stringify(result)}\n`)
    expect(result.crashes).toEqual([])
    expect(result.slowestMs).toBeLessThan(mostMs)
  },
)

test(
  'nothing that is repeated without end takes a reader longer than two seconds',
  { timeout: 300_000 },
  () => {
    const slow: string[] = []
    for (const piece of [
      ...dictionary,
      'a ',
      '<a',
      '<!',
      '=?a?q?',
      '&#',
      'begin 644 a\nend\n',
      '--a\ncontent-x:',
      '<<<',
      'a=b;',
    ])
      for (const [name, target] of Object.entries(targets)) {
        const started = performance.now()
        target(Buffer.from(piece.repeat(Math.ceil(MOST_REPEATED / piece.length)), 'latin1'))
        const took = performance.now() - started
        if (took > mostMs / 2) slow.push(`${name}, ${JSON.stringify(piece)}: ${Math.round(took)} ms`)
      }

    expect(slow).toEqual([])
  },
)

test('the same mutations find a reader that trusts what it reads', () => {
  const trusting = {
    message: (bytes: Buffer) => {
      const boundary = /boundary="?([^"\r\n;]*)/.exec(bytes.toString('latin1'))?.[1]
      if (boundary !== undefined) RegExp(boundary).test('')
      decodeURIComponent(/filename\*=[^']*'[^']*'([^\r\n;]*)/.exec(bytes.toString('latin1'))?.[1] ?? '')
    },
  }

  expect(fuzz(trusting, seeds, { trials: 10_000, seed }).crashes).not.toEqual([])
})
