import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Endpoint } from '../../db/tenants.ts'

const CONNECT_MS = 6_000
const SILENCE_MS = 7_000
const LINE_LENGTH = 8_192
const LINES = 200

/** Which step of a conversation did not come about. */
export class NotReached extends Error {
  override readonly name = 'NotReached'
  readonly step: 'connect' | 'tls' | 'capability' | 'time'
  /** Of OpenSSL or the system: a word in capitals, never a server's text. */
  readonly code: string | undefined

  constructor(step: NotReached['step'], code?: string) {
    super(code === undefined ? step : `${step}: ${code}`)
    this.step = step
    this.code = code
  }
}

/** A conversation in lines with one server: what SMTP, ManageSieve and the first words of IMAP have in common. */
export class Conversation {
  #socket: Socket
  #rest = ''
  readonly #lines: string[] = []
  #waiting: (() => void) | undefined
  #ended: NotReached | undefined
  readonly #hears = {
    data: (bytes: Buffer) => this.#hear(bytes),
    error: (error: NodeJS.ErrnoException) => this.#end(new NotReached('connect', error.code)),
    close: () => this.#end(new NotReached('connect', 'CLOSED')),
    timeout: () => this.#end(new NotReached('time')),
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#listen()
  }

  static async open(ip: string, port: number): Promise<Conversation> {
    const socket = connectTcp({ host: ip, port })
    await opened(socket, 'connect', 'connect')
    return new Conversation(socket)
  }

  static async openTls(endpoint: Endpoint, ip: string, ca: string | undefined): Promise<Conversation> {
    const plain = connectTcp({ host: ip, port: endpoint.port })
    await opened(plain, 'connect', 'connect')
    return new Conversation(await upgraded(plain, endpoint, ca))
  }

  /** Null while nothing is encrypted. */
  get tls(): TLSSocket | null {
    return 'encrypted' in this.#socket ? (this.#socket as TLSSocket) : null
  }

  /** What came with the same packet as the leave to encrypt may come from somebody in between (CVE-2011-0411). */
  async startTls(endpoint: Endpoint, ca: string | undefined): Promise<void> {
    if (this.#rest !== '' || this.#lines.length > 0) throw new NotReached('tls', 'BYTES_BEFORE_TLS')
    this.#deafen()
    this.#socket = await upgraded(this.#socket, endpoint, ca)
    this.#listen()
  }

  say(line: string): void {
    this.#socket.write(`${line}\r\n`)
  }

  /** Lines up to the first that is the last; that one is at the end. */
  async until(isLast: (line: string) => boolean): Promise<string[]> {
    const answer: string[] = []
    for (;;) {
      const line = await this.#next()
      answer.push(line)
      if (isLast(line)) return answer
      if (answer.length > LINES) throw new NotReached('capability', 'TOO_MUCH')
    }
  }

  /** Bytes as they came, for a protocol that has no lines. */
  async bytes(request: Buffer): Promise<Buffer> {
    const socket = this.#socket
    this.#deafen()
    socket.write(request)
    const answer = await new Promise<Buffer>((resolve, reject) => {
      socket.setTimeout(SILENCE_MS, () => reject(new NotReached('time')))
      socket.once('close', () => reject(new NotReached('connect', 'CLOSED')))
      socket.once('data', resolve)
      socket.resume()
    })
    socket.pause()
    this.#listen()
    return answer
  }

  close(): void {
    this.#socket.destroy()
  }

  #listen(): void {
    const socket = this.#socket
    socket.setTimeout(SILENCE_MS)
    for (const [event, hear] of Object.entries(this.#hears)) socket.on(event, hear)
    socket.resume()
  }

  #deafen(): void {
    for (const [event, hear] of Object.entries(this.#hears)) this.#socket.off(event, hear)
    this.#socket.on('error', () => undefined)
    this.#socket.pause()
  }

  #hear(bytes: Buffer): void {
    this.#rest += bytes.toString('latin1')
    const pieces = this.#rest.split(/\r?\n/)
    this.#rest = pieces.pop() ?? ''
    this.#lines.push(...pieces)
    if (this.#rest.length > LINE_LENGTH || this.#lines.length > LINES * 2)
      this.#end(new NotReached('capability', 'TOO_MUCH'))
    else if (pieces.length > 0) this.#waiting?.()
  }

  #end(why: NotReached): void {
    this.#ended ??= why
    this.#socket.destroy()
    this.#waiting?.()
  }

  async #next(): Promise<string> {
    for (;;) {
      const line = this.#lines.shift()
      if (line !== undefined) return line
      if (this.#ended !== undefined) throw this.#ended
      await new Promise<void>((resolve) => {
        this.#waiting = resolve
      })
    }
  }
}

/** Whatever its certificate says: that is looked at afterwards. */
async function upgraded(socket: Socket, endpoint: Endpoint, ca: string | undefined): Promise<TLSSocket> {
  const name = endpoint.verifyName ?? endpoint.host
  const encrypted = connectTls({
    socket,
    host: name,
    minVersion: 'TLSv1.2',
    // What the certificate must say; an address is no name to ask for (RFC 6066 §3).
    ...(isIP(name) === 0 && { servername: name }),
    ...(ca !== undefined && { ca }),
    rejectUnauthorized: false,
  })
  await opened(encrypted, 'secureConnect', 'tls')
  return encrypted
}

function opened(socket: Socket, event: string, step: 'connect' | 'tls'): Promise<void> {
  return new Promise((resolve, reject) => {
    const still = () => {
      socket.setTimeout(0)
      socket.off('error', fail).off('close', closed).off('timeout', late).off(event, done)
    }
    const refuse = (code: string | undefined) => {
      still()
      socket.on('error', () => undefined)
      socket.destroy()
      reject(new NotReached(step, code))
    }
    const fail = (error: NodeJS.ErrnoException) => refuse(error.code)
    const closed = () => refuse('CLOSED')
    const late = () => refuse('ETIMEDOUT')
    const done = () => {
      still()
      resolve()
    }
    socket.setTimeout(CONNECT_MS)
    socket.once('error', fail).once('close', closed).once('timeout', late).once(event, done)
  })
}
