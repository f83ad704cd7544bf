import type { MessageDetail } from '@staffetta/contract'

/** One odd mail and what a person must find when it is opened. What is left out is not judged. */
export interface MimeCase {
  /** What is odd about it. */
  name: string
  raw: Buffer
  /** Each must be readable in the text, or in the HTML where there is no text. */
  words?: string[]
  /** None may be: another message's text, the bytes of a file, an encoding nobody undid. */
  never?: string[]
  subject?: string
  /** Raw 8-bit text in the header, which Cyrus overwrites with X as it comes in: there only the body is judged. */
  rawHeader?: true
  /** The first sender, as `name <address>`. */
  from?: string
  /** The names of all files, in order. */
  files?: string[]
  notice?: MessageDetail['notices'][number]
  /** The content of files as they are downloaded, by name. */
  contents?: Record<string, string>
  /** A file that opens as a message or a container, and the words or names that must be in it. */
  inside?: Record<string, { words?: string[]; files?: string[] }>
}

/**
 * Raw mail is written as byte strings: one character is one byte, "\xe0" is what it looks like. `utf8('à')` gives the bytes
 * of a text.
 */
export function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

export function base64(bytes: string | Buffer): string {
  const buffer = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
  return buffer.toString('base64').replaceAll(/.{76}(?=.)/g, '$&\r\n')
}

export function bytesOf(hex: string): string {
  return Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').toString('latin1')
}

/** Header lines as they stand, a blank line, a body. */
export function mail(headers: string[], body = ''): Buffer {
  return Buffer.from(`${headers.join('\r\n')}\r\n\r\n${body}`, 'latin1')
}

export const people = [
  'From: Ufficio Protocollo <protocollo@ente.example>',
  'To: sportello@monteverde.example',
  'Date: Tue, 3 Mar 2026 09:00:00 +0100',
]

interface LetterOptions {
  /** Replaces the Subject line's value. */
  subject?: string
  /** Content-Type; null leaves the field out. */
  type?: string | null
  encoding?: string
  headers?: string[]
}

/** A usual mail around an odd body. */
export function letter(
  body: string,
  { subject = 'Prova', type = 'text/plain; charset=utf-8', encoding, headers = [] }: LetterOptions = {},
): Buffer {
  return mail(
    [
      ...people,
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      ...headers,
      ...(type === null ? [] : [`Content-Type: ${type}`]),
      ...(encoding === undefined ? [] : [`Content-Transfer-Encoding: ${encoding}`]),
    ],
    body,
  )
}

/** A part of a multipart: its header lines and its body. */
export function part(headers: string | string[], body: string): string {
  return `${[headers].flat().join('\r\n')}\r\n\r\n${body}`
}

export const textPart = (text: string) => part('Content-Type: text/plain; charset=utf-8', text)
export const htmlPart = (html: string) => part('Content-Type: text/html; charset=utf-8', html)
export const filePart = (name: string, content: string, type = 'application/pdf') =>
  part(
    [
      `Content-Type: ${type}`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
    ],
    base64(content),
  )

/** The body of a multipart with this boundary. */
export function parts(boundary: string, ...all: string[]): string {
  return `${all.map((one) => `--${boundary}\r\n${one}\r\n`).join('')}--${boundary}--\r\n`
}

/** A mail that is a multipart. */
export function multipart(kind: string, ...all: string[]): Buffer {
  return letter(parts('b0', ...all), { type: `multipart/${kind}; boundary="b0"` })
}
