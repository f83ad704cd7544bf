import { createSocket } from 'node:dgram'
import { createServer, type Socket } from 'node:net'
import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Question,
  TRUNCATED_RESPONSE,
} from 'dns-packet'
import { freePort, loopback, type PortChooser } from './ports.ts'

/** `TXT`: its strings; `MX`: "10 mx.comune.example"; `SRV`: "0 1 993 imap.comune.example"; else an address or a name. */
export type DnsType = 'A' | 'AAAA' | 'TXT' | 'MX' | 'SRV' | 'CNAME' | 'PTR'

/** What is asked for under a name: nothing comes back, the server says it cannot, or the answer takes a while. */
export type DnsTrouble = 'silent' | 'servfail' | 'refused' | { delayMs: number }

export interface DnsServer {
  /** `127.0.0.1:port`, as STAFFETTA_DNS wants it. */
  address: string
  /** Sets the records of one type at a name; none: they go. */
  set: (name: string, type: DnsType, ...values: string[]) => void
  /** Until the next word about this name; `*` is all names. */
  trouble: (name: string, how: DnsTrouble | null) => void
  /** How often it was asked. */
  asked: () => number
  stop: () => Promise<void>
}

const REFUSED = 5
const SERVFAIL = 2
const NXDOMAIN = 3
/** RFC 1035 §2.3.4: what does not fit is asked for again over TCP. */
const UDP_BYTES = 512

/** Starts a name server of its own over UDP and TCP, whose records change while it runs. It knows nothing of anybody else. */
export async function startDns({
  choosePort = freePort,
}: { choosePort?: PortChooser } = {}): Promise<DnsServer> {
  const records = new Map<string, Map<DnsType, string[]>>()
  const troubles = new Map<string, DnsTrouble>()
  let asked = 0

  const reply = async (request: Buffer, send: (answer: Buffer) => void): Promise<void> => {
    const packet = decode(request)
    const [question] = packet.questions ?? []
    if (question === undefined) return
    asked += 1
    const trouble = troubles.get(question.name.toLowerCase()) ?? troubles.get('*')
    if (trouble === 'silent') return
    if (typeof trouble === 'object') await new Promise((resolve) => setTimeout(resolve, trouble.delayMs))
    const code = trouble === 'servfail' ? SERVFAIL : trouble === 'refused' ? REFUSED : 0
    const answers = code === 0 ? answersTo(records, question) : []
    const known = records.has(question.name.toLowerCase()) || isAbove(records, question.name)
    const answer = encode({
      id: packet.id ?? 0,
      type: 'response',
      flags: AUTHORITATIVE_ANSWER | (code === 0 && !known ? NXDOMAIN : code),
      questions: [question],
      answers,
    })
    send(answer)
  }

  const port = await choosePort('dns')
  const udp = createSocket('udp4')
  udp.on('message', (request, { address, port: from }) => {
    const send = (answer: Buffer) => udp.send(answer, from, address, () => undefined)
    void reply(request, (answer) => send(answer.length <= UDP_BYTES ? answer : truncated(answer)))
  })
  await new Promise<void>((resolve) => udp.bind(port, loopback, resolve))

  const sockets = new Set<Socket>()
  const tcp = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined)
    let waiting = Buffer.alloc(0)
    socket.on('data', (piece: Buffer) => {
      waiting = Buffer.concat([waiting, piece])
      if (waiting.length < 2 || waiting.length < 2 + waiting.readUInt16BE(0)) return
      const request = waiting.subarray(2, 2 + waiting.readUInt16BE(0))
      waiting = waiting.subarray(2 + request.length)
      void reply(request, (answer) => {
        const length = Buffer.alloc(2)
        length.writeUInt16BE(answer.length)
        socket.write(Buffer.concat([length, answer]))
      })
    })
  })
  await new Promise<void>((resolve) => tcp.listen(port, loopback, resolve))

  return {
    address: `${loopback}:${port}`,
    set: (name, type, ...values) => {
      const key = name.toLowerCase()
      const there = records.get(key) ?? new Map<DnsType, string[]>()
      if (values.length > 0) there.set(type, values)
      else there.delete(type)
      if (there.size > 0) records.set(key, there)
      else records.delete(key)
    },
    trouble: (name, how) => {
      if (how === null) troubles.delete(name.toLowerCase())
      else troubles.set(name.toLowerCase(), how)
    },
    asked: () => asked,
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      await Promise.all([
        new Promise<void>((resolve) => udp.close(() => resolve())),
        new Promise<void>((resolve) => tcp.close(() => resolve())),
      ])
    },
  }
}

/** With an alias, also what stands where it leads. */
function answersTo(
  records: ReadonlyMap<string, ReadonlyMap<DnsType, string[]>>,
  { name, type }: Question,
  depth = 0,
): Answer[] {
  const there = records.get(name.toLowerCase())
  const [alias] = there?.get('CNAME') ?? []
  if (alias !== undefined && type !== 'CNAME' && depth < 5)
    return [answerOf(name, 'CNAME', alias), ...answersTo(records, { name: alias, type }, depth + 1)]
  return (there?.get(type as DnsType) ?? []).map((value) => answerOf(name, type as DnsType, value))
}

function answerOf(name: string, type: DnsType, value: string): Answer {
  const common = { name, ttl: 5 }
  const words = value.split(' ')
  const number = (at: number) => Number(words[at])
  switch (type) {
    case 'TXT':
      // RFC 1035 §3.3: a string has 255 bytes at the most, and a longer text is several.
      return { ...common, type, data: strings(Buffer.from(value)) }
    case 'MX':
      return { ...common, type, data: { preference: number(0), exchange: words[1] ?? '' } }
    case 'SRV':
      return {
        ...common,
        type,
        data: { priority: number(0), weight: number(1), port: number(2), target: words[3] ?? '' },
      }
    default:
      return { ...common, type, data: value }
  }
}

function strings(text: Buffer): Buffer[] {
  const pieces: Buffer[] = []
  for (let at = 0; at < text.length; at += 255) pieces.push(text.subarray(at, at + 255))
  return pieces.length > 0 ? pieces : [Buffer.alloc(0)]
}

/** A name without records that others are below exists all the same (RFC 8020). */
function isAbove(records: ReadonlyMap<string, unknown>, name: string): boolean {
  return [...records.keys()].some((known) => known.endsWith(`.${name.toLowerCase()}`))
}

function truncated(answer: Buffer): Buffer {
  const { id = 0, flags = 0, questions = [] } = decode(answer)
  return encode({ id, type: 'response', flags: flags | TRUNCATED_RESPONSE, questions })
}
