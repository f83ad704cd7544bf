import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import {
  type DnsServer,
  type FaultProxy,
  type Misbehaviour,
  type Stack,
  startStack,
} from '@staffetta/testing'
import type { TestProject } from 'vitest/node'

/** What journeys know of the running stack; they are other processes, so this is plain data. */
export interface RunningStack {
  url: string
  host: string
  imapPort: number
  lmtpPort: number
  /** The calendars' server itself, for the other programs of a journey. */
  davUrl: string
  /** Where `control` sends its orders. */
  controlUrl: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    stack: RunningStack
  }
}

/** What a journey may ask of the servers while it runs. */
export interface Orders {
  /** Mail for the world outside, since the last time it was asked for. */
  outgoing: () => { sender: string; recipients: string[]; raw: string }[]
  misbehave: (how: Misbehaviour) => void
  behave: () => void
  imap: (fault: Fault, ms?: number) => void
  smtp: (fault: Fault, ms?: number) => void
  staffetta: (...args: string[]) => Promise<string>
  /** Puts records into the DNS; none: takes them out. */
  publish: DnsServer['set']
  doveadm: (...args: string[]) => Promise<string>
  restart: () => Promise<void>
  /** A node of the product goes as when its machine loses power; and comes again. */
  killNode: (at: number) => Promise<void>
  startNode: (at: number) => Promise<void>
  /** As somebody would who owns the database. */
  sql: (statement: string) => Promise<void>
  /** Somebody is signed out at their identity provider. */
  leaveAtProvider: (address: string) => Promise<void>
  renewals: () => number
}

export type Fault = 'delay' | 'cut' | 'stall' | 'refuse' | 'heal'

/** Starts one stack for all journeys. Every name is a new user, with the password `password`. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({
    seed: 'demo',
    archiveCount: 20_000,
    faults: true,
    // Each request may be answered by another of them than the one before.
    nodes: 2,
    // Long enough to begin a letter, too short to finish it.
    accessTokenSeconds: 4,
    env: {
      // The canary of the journeys, where remote images come from, is on loopback like everything else.
      STAFFETTA_IMAGE_NETWORKS: '127.0.0.0/8',
      STAFFETTA_CALENDAR_NETWORKS: '127.0.0.0/8',
      // What another program stores is told soon.
      STAFFETTA_CALENDAR_BEAT_SECONDS: '2',
    },
  })
  const control = await openControl(stack)
  project.provide('stack', {
    url: stack.url,
    host: stack.dovecot.host,
    imapPort: stack.dovecot.imapPort,
    lmtpPort: stack.dovecot.lmtpPort,
    davUrl: stack.radicale.url,
    controlUrl: control.url,
  })
  return async () => {
    control.close()
    await stack.stop()
  }
}

function ordersFor(stack: Stack): Orders {
  const breaking = (proxy: FaultProxy) => (fault: Fault, ms?: number) => {
    if (fault === 'delay') proxy.delay(ms ?? 0)
    else proxy[fault]()
  }
  if (!stack.faults) throw new Error('The journeys need the fault proxies.')
  return {
    outgoing: () =>
      stack.submission.outgoing
        .splice(0)
        .map(({ sender, recipients, raw }) => ({ sender, recipients, raw: raw.toString('latin1') })),
    misbehave: stack.submission.misbehave,
    behave: stack.submission.behave,
    imap: breaking(stack.faults.imap),
    smtp: breaking(stack.faults.smtp),
    staffetta: stack.staffetta,
    publish: stack.dns.set,
    doveadm: stack.dovecot.doveadm,
    restart: stack.product.restart,
    killNode: (at) => stack.product.nodes[at]!.kill(),
    startNode: (at) => stack.product.nodes[at]!.start(),
    sql: stack.postgres.run,
    leaveAtProvider: stack.oidc.endSessionsOf,
    renewals: stack.oidc.renewals,
  }
}

/** Functions cannot cross to the journeys' processes; orders come as JSON over loopback. */
async function openControl(stack: Stack): Promise<{ url: string; close: () => void }> {
  const orders = ordersFor(stack) as unknown as Record<string, (...args: unknown[]) => unknown>
  const server = createServer(async (request, response) => {
    try {
      const args = JSON.parse(await text(request)) as unknown[]
      const result = await orders[request.url?.slice(1) ?? '']?.(...args)
      response.end(JSON.stringify(result ?? null))
    } catch (error) {
      response.writeHead(500).end(JSON.stringify(String(error)))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The control server has no port.')
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() }
}
