import { createHash, randomUUID } from 'node:crypto'
import { base64Lines, encodeText, encodeWords, quotedPrintable } from './charsets.ts'

/** `Nome Cognome <a@b.example>`, or an address alone. */
export type Mailbox = string

export interface TextOptions {
  charset?: string
  /** `false` leaves the charset out of the header, as broken senders do. */
  declared?: boolean
  encoding?: 'quoted-printable' | 'base64' | '8bit' | '7bit'
}

export interface AttachmentOptions {
  filename?: string
  type?: string
  content: Buffer | string
  /** Replaces the whole Content-Disposition value: RFC 2231 pieces, raw 8-bit names, names that lie. */
  disposition?: string
  /** Replaces the whole Content-Type value. */
  contentType?: string
  encoding?: 'base64' | 'quoted-printable' | '8bit' | '7bit'
}

interface Part {
  headers: string[]
  body: Buffer
}

/** Builds a message from what matters to the case; everything else has a plain default. */
export function aMessage(): MessageBuilder {
  return new MessageBuilder()
}

export class MessageBuilder {
  #headers = new Map<string, string>()
  #extra: string[] = []
  #charset = 'utf-8'
  #texts: Part[] = []
  #calendar: Part | undefined
  #inline: Part[] = []
  #attached: Part[] = []
  #date = new Date()
  #id = `${randomUUID()}@builder.example`

  from(...people: Mailbox[]) {
    return this.#people('From', people)
  }
  to(...people: Mailbox[]) {
    return this.#people('To', people)
  }
  cc(...people: Mailbox[]) {
    return this.#people('Cc', people)
  }
  replyTo(...people: Mailbox[]) {
    return this.#people('Reply-To', people)
  }
  /** The charset of the names, subject and texts that are set after this. */
  charset(charset: string) {
    this.#charset = charset
    return this
  }
  subject(subject: string) {
    return this.#set('Subject', encodeWords(subject, this.#charset))
  }
  date(date: Date) {
    this.#date = date
    return this
  }
  /** Without the angle brackets. */
  messageId(id: string) {
    this.#id = id
    return this
  }
  inReplyTo(...ids: string[]) {
    return this.#set('In-Reply-To', ids.map((id) => `<${id}>`).join(' '))
  }
  references(...ids: string[]) {
    return this.#set('References', ids.map((id) => `<${id}>`).join('\r\n '))
  }
  /** Any header, written as it is given; a second call adds a second one. */
  header(name: string, value: string) {
    this.#extra.push(`${name}: ${value}`)
    return this
  }
  text(text: string, options: TextOptions = {}) {
    this.#texts.push(this.#textPart('text/plain', text, options))
    return this
  }
  html(html: string, options: TextOptions = {}) {
    this.#texts.push(this.#textPart('text/html', html, options))
    return this
  }
  /** Text as bytes with its Content-Type, for charsets nobody encodes any more. */
  textBytes(body: Buffer, contentType: string, encoding = '8bit') {
    const encoded = encoding === 'base64' ? Buffer.from(base64Lines(body)) : body
    this.#texts.push({
      headers: [`Content-Type: ${contentType}`, `Content-Transfer-Encoding: ${encoding}`],
      body: encoded,
    })
    return this
  }
  /** An invitation as an alternative of the text, as calendar programs send it. */
  calendar(ics: string, method: string) {
    this.#calendar = this.#textPart(`text/calendar; method=${method}`, ics, {
      charset: 'utf-8',
      encoding: 'base64',
    })
    return this
  }
  /** A picture inside the HTML, addressed as `cid:…`. */
  inline(cid: string, options: AttachmentOptions) {
    const part = filePart(options, 'inline')
    this.#inline.push({ ...part, headers: [...part.headers, `Content-ID: <${cid}>`] })
    return this
  }
  attach(options: AttachmentOptions) {
    this.#attached.push(filePart(options, 'attachment'))
    return this
  }
  /** Another message as an attachment. */
  attachMessage(raw: Buffer, filename?: string) {
    const disposition = filename ? [`Content-Disposition: attachment; filename="${filename}"`] : []
    this.#attached.push({ headers: ['Content-Type: message/rfc822', ...disposition], body: raw })
    return this
  }

  build(): Buffer {
    const boundary = boundaries(this.#id)
    const alternatives = [...this.#texts, ...(this.#calendar ? [this.#calendar] : [])]
    if (alternatives.length === 0) alternatives.push(this.#textPart('text/plain', '', {}))
    const text =
      alternatives.length === 1 ? alternatives[0]! : multipart('alternative', alternatives, boundary())
    const related =
      this.#inline.length === 0 ? text : multipart('related', [text, ...this.#inline], boundary())
    const whole =
      this.#attached.length === 0 ? related : multipart('mixed', [related, ...this.#attached], boundary())
    const top = [
      ...(this.#headers.has('From') ? [] : ['From: Mittente <mittente@altrove.example>']),
      ...[...this.#headers].map(([name, value]) => `${name}: ${value}`),
      `Date: ${this.#date.toUTCString().replace('GMT', '+0000')}`,
      ...(this.#id ? [`Message-ID: <${this.#id}>`] : []),
      ...this.#extra,
      'MIME-Version: 1.0',
      ...whole.headers,
    ]
    return Buffer.concat([headerBytes(top), Buffer.from('\r\n\r\n'), whole.body, Buffer.from('\r\n')])
  }

  #set(name: string, value: string) {
    this.#headers.set(name, value)
    return this
  }

  #people(name: string, people: Mailbox[]) {
    return this.#set(name, people.map((person) => encodeMailbox(person, this.#charset)).join(',\r\n '))
  }

  #textPart(type: string, text: string, options: TextOptions): Part {
    const charset = options.charset ?? this.#charset
    const bytes = encodeText(text.replace(/\r?\n/g, '\r\n'), charset)
    const encoding = options.encoding ?? 'quoted-printable'
    const declaration = options.declared === false ? '' : `; charset=${charset}`
    return {
      headers: [`Content-Type: ${type}${declaration}`, `Content-Transfer-Encoding: ${encoding}`],
      body: transfer(bytes, encoding),
    }
  }
}

/** Header lines may hold raw 8-bit text on purpose; it is written as UTF-8. */
function headerBytes(lines: string[]): Buffer {
  return Buffer.from(lines.join('\r\n'), 'utf8')
}

function encodeMailbox(person: Mailbox, charset: string): string {
  const parts = /^(.*?)\s*<([^>]*)>$/.exec(person)
  if (!parts?.[1]) return person
  const name = parts[1]
  const written = /^[\x20-\x7e]*$/.test(name)
    ? /[(),.:;<>@[\\\]"]/.test(name)
      ? JSON.stringify(name)
      : name
    : encodeWords(name, charset)
  return `${written} <${parts[2]}>`
}

function filePart(
  { filename, type, content, disposition, contentType, encoding = 'base64' }: AttachmentOptions,
  kind: string,
): Part {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const parameter = filename === undefined ? '' : `; ${fileNameParameter(filename)}`
  return {
    headers: [
      `Content-Type: ${contentType ?? type ?? 'application/octet-stream'}`,
      `Content-Disposition: ${disposition ?? kind + parameter}`,
      `Content-Transfer-Encoding: ${encoding}`,
    ],
    body: transfer(bytes, encoding),
  }
}

function fileNameParameter(filename: string): string {
  if (/^[\x20-\x7e]*$/.test(filename)) return `filename=${JSON.stringify(filename)}`
  const encoded = encodeURIComponent(filename).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `filename*=UTF-8''${encoded}`
}

function transfer(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(base64Lines(bytes))
  if (encoding === 'quoted-printable') return Buffer.from(quotedPrintable(bytes))
  return bytes
}

function multipart(kind: string, parts: Part[], boundary: string): Part {
  const body: Buffer[] = []
  for (const part of parts)
    body.push(
      Buffer.from(`--${boundary}\r\n`),
      headerBytes(part.headers),
      Buffer.from('\r\n\r\n'),
      part.body,
      Buffer.from('\r\n'),
    )
  body.push(Buffer.from(`--${boundary}--`))
  return { headers: [`Content-Type: multipart/${kind}; boundary="${boundary}"`], body: Buffer.concat(body) }
}

/** The same message always has the same boundaries. */
function boundaries(id: string): () => string {
  let count = 0
  const stem = createHash('sha256').update(id).digest('hex').slice(0, 16)
  return () => `=_${stem}_${++count}`
}
