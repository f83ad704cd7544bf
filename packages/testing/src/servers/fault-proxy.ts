import { connect, createServer, type Socket } from 'node:net'
import { freePort, loopback } from './ports.ts'

/** What went over one connection, in order. */
export interface WireRecord {
  /** `client` bytes went to the server, `server` bytes came from it. */
  from: 'client' | 'server'
  bytes: Buffer
}

export interface FaultProxy {
  host: string
  port: number
  /** Every connection so far, the oldest first. */
  connections: WireRecord[][]
  /** All that clients sent, as text: what an injection test looks through. */
  sent: () => string
  /** All that the server answered, as text. */
  answered: () => string
  open: () => number
  forget: () => void
  /** Holds each chunk in both directions back by this long. */
  delay: (ms: number) => void
  /** Drops every open connection; new ones are let through. */
  cut: () => void
  /** Stays connected and passes nothing on, as a server does that hangs. */
  stall: () => void
  /** Drops every open connection and every new one. */
  refuse: () => void
  /** Ends whatever was wrong; what a stall held back is passed on. */
  heal: () => void
  stop: () => Promise<void>
}

/** Stands between a client and a server, records the wire, and breaks it when told to. */
export async function startFaultProxy(target: { host?: string; port: number }): Promise<FaultProxy> {
  const port = await freePort()
  const connections: WireRecord[][] = []
  const pairs = new Set<[Socket, Socket]>()
  let delayMs = 0
  let stalled = false
  let refusing = false
  let held: (() => void)[] = []

  const pass = (chunk: Buffer, to: Socket) => {
    const write = () => {
      if (!to.destroyed) to.write(chunk)
    }
    if (stalled) held.push(write)
    else if (delayMs > 0) setTimeout(write, delayMs)
    else write()
  }

  const dropAll = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    held = []
  }

  const server = createServer((client) => {
    if (refusing) {
      client.destroy()
      return
    }
    const upstream = connect({ host: target.host ?? loopback, port: target.port })
    const record: WireRecord[] = []
    const pair: [Socket, Socket] = [client, upstream]
    connections.push(record)
    pairs.add(pair)
    client.on('data', (bytes) => {
      record.push({ from: 'client', bytes })
      pass(bytes, upstream)
    })
    upstream.on('data', (bytes) => {
      record.push({ from: 'server', bytes })
      pass(bytes, client)
    })
    for (const socket of pair) {
      socket.on('error', () => {}) // the other side sees the close that follows
      socket.on('close', () => {
        pairs.delete(pair)
        const finish = () => pair.forEach((each) => each.destroySoon())
        if (delayMs > 0) setTimeout(finish, delayMs + 5)
        else finish()
      })
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, loopback, resolve)
  })

  const text = (from: WireRecord['from']) =>
    connections
      .flat()
      .filter((record) => record.from === from)
      .map(({ bytes }) => bytes.toString('latin1'))
      .join('')

  return {
    host: loopback,
    port,
    connections,
    sent: () => text('client'),
    answered: () => text('server'),
    open: () => pairs.size,
    forget: () => {
      connections.length = 0
    },
    delay: (ms) => {
      delayMs = ms
    },
    cut: dropAll,
    stall: () => {
      stalled = true
    },
    refuse: () => {
      refusing = true
      dropAll()
    },
    heal: () => {
      delayMs = 0
      stalled = false
      refusing = false
      for (const write of held.splice(0)) write()
    },
    stop: async () => {
      dropAll()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
