import { readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export const loopback = '127.0.0.1'

const handedOut = new Set<number>()

/** A TCP port of the loopback interface that nobody listens on, never given twice by this process. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await new Promise<number>((resolve, reject) => {
      const probe = createServer()
      probe.once('error', reject)
      probe.listen(0, loopback, () => {
        const address = probe.address()
        probe.close(() =>
          typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
        )
      })
    })
    if (!handedOut.has(port)) {
      handedOut.add(port)
      return port
    }
  }
}

/** Answers a port for each name. */
export type PortChooser = (name: string) => Promise<number>

/** Gives each name the port it had last time, as the file remembers, where that one is still free. */
export function rememberedPorts(path: string): PortChooser {
  let book: Record<string, number> = {}
  try {
    book = JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>
  } catch {
    // the first start, or a broken file: new ports do
  }
  return async (name) => {
    const known = book[name]
    if (known !== undefined && !(await isListening(known))) return known
    const port = await freePort()
    book[name] = port
    writeFileSync(path, JSON.stringify(book))
    return port
  }
}

/** True when somebody answers on the port. */
export function isListening(port: number, host = loopback): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host })
    const end = (up: boolean) => {
      socket.destroy()
      resolve(up)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

/** True when the server says its greeting. Dovecot's master accepts before anybody is there to greet. */
export function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: loopback })
    const end = (up: boolean) => {
      socket.destroy()
      resolve(up)
    }
    socket.setTimeout(1000, () => end(false))
    socket.once('data', () => end(true))
    socket.once('close', () => end(false))
    socket.once('error', () => end(false))
  })
}

/** Waits until `ready` says yes; throws what `failure` says when time is over or the process has gone. */
export async function until(
  ready: () => Promise<boolean>,
  { withinMs, gone, failure }: { withinMs: number; gone?: () => boolean; failure: () => string },
): Promise<void> {
  const end = Date.now() + withinMs
  for (;;) {
    if (await ready()) return
    if (gone?.() || Date.now() > end) throw new Error(failure())
    await sleep(20)
  }
}
