import { createServer, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { freePort, loopback } from './ports.ts'

const echo = createServer((socket) => socket.pipe(socket).on('error', () => {}))
let proxy: FaultProxy

beforeAll(async () => {
  const port = await freePort()
  await new Promise<void>((resolve) => echo.listen(port, loopback, resolve))
  proxy = await startFaultProxy({ port })
})
afterEach(() => proxy.heal())
afterAll(async () => {
  await proxy.stop()
  echo.close()
})

test('it passes bytes both ways and remembers them', async () => {
  const line = await open()

  line.socket.write('ciao')

  await line.until((text) => text === 'ciao')
  expect([proxy.sent(), proxy.answered()]).toEqual(['ciao', 'ciao'])
  line.socket.destroy()
})

test('a delayed answer is late, a stalled one comes after healing', async () => {
  const line = await open()
  proxy.delay(80)
  const started = Date.now()
  line.socket.write('tardi')
  await line.until((text) => text === 'tardi')
  expect(Date.now() - started).toBeGreaterThan(150)

  proxy.heal()
  proxy.stall()
  line.socket.write(', poi')
  await sleep(60)
  expect(line.text()).toBe('tardi')
  proxy.heal()
  await line.until((text) => text === 'tardi, poi')
  line.socket.destroy()
})

test('a cut drops who is there, a refusal also who comes', async () => {
  const first = await open()
  proxy.cut()
  await first.closed
  const second = await open()
  proxy.refuse()
  await second.closed
  const third = await open()
  await third.closed
  expect(proxy.open()).toBe(0)
})

async function open() {
  const socket = connect({ host: proxy.host, port: proxy.port })
  let text = ''
  socket.on('error', () => {})
  socket.on('data', (chunk) => (text += chunk.toString()))
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise((resolve) => socket.once('connect', resolve))
  await sleep(20)
  const until = async (seen: (text: string) => boolean) => {
    while (!seen(text)) await sleep(5)
  }
  return { socket, closed, until, text: () => text }
}
