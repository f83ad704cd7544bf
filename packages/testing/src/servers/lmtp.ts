import { createInterface } from 'node:readline'
import { connect } from 'node:net'

export interface Delivery {
  sender?: string
  recipients: string[]
  raw: Buffer | string
}

export interface DeliveryResult {
  accepted: string[]
  refused: { address: string; code: number; text: string }[]
}

/** Hands a message to a mail server by LMTP, as an MTA would; the answer tells each recipient's fate. */
export async function deliver(
  server: { host: string; lmtpPort: number },
  delivery: Delivery,
): Promise<DeliveryResult> {
  const socket = connect({ host: server.host, port: server.lmtpPort })
  const failed = new Promise<never>((_, reject) => {
    socket.once('error', reject)
    socket.setTimeout(60_000, () => reject(new Error('LMTP: no answer for a minute')))
  })
  try {
    return await Promise.race([talk(socket, delivery), failed])
  } finally {
    failed.catch(() => {})
    socket.destroy()
  }
}

async function talk(
  socket: ReturnType<typeof connect>,
  { sender = '', recipients, raw }: Delivery,
): Promise<DeliveryResult> {
  const lines = createInterface({ input: socket, crlfDelay: Infinity })[Symbol.asyncIterator]()
  const answer = async () => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error('LMTP: the server closed the connection')
      if (value[3] !== '-') return { code: Number(value.slice(0, 3)), text: value.slice(4) }
    }
  }
  const command = async (line: string) => {
    socket.write(`${line}\r\n`)
    return answer()
  }
  const demand = async (line: string) => {
    const { code, text } = await command(line)
    if (code >= 400) throw new Error(`LMTP: ${line} → ${code} ${text}`)
  }

  await answer()
  await demand('LHLO localhost')
  await demand(`MAIL FROM:<${sender}>`)
  const result: DeliveryResult = { accepted: [], refused: [] }
  const expected: string[] = []
  for (const address of recipients) {
    const { code, text } = await command(`RCPT TO:<${address}>`)
    if (code < 300) expected.push(address)
    else result.refused.push({ address, code, text })
  }
  if (expected.length === 0) return result
  await demand('DATA')
  socket.write(dotStuffed(raw))
  socket.write('\r\n.\r\n')
  for (const address of expected) {
    const { code, text } = await answer()
    if (code < 300) result.accepted.push(address)
    else result.refused.push({ address, code, text })
  }
  socket.end('QUIT\r\n')
  return result
}

function dotStuffed(raw: Buffer | string): Buffer {
  const text = (typeof raw === 'string' ? Buffer.from(raw) : raw).toString('latin1')
  return Buffer.from(text.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..'), 'latin1')
}
