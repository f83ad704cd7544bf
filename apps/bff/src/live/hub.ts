import type { LiveEvent, StreamFrame } from '@staffetta/contract'
import { isMeant } from '../http/account.ts'

interface Watcher {
  start(key: string): void
  stop(key: string): void
  /** Whatever is published here is for the tabs at other nodes, too; over when they know of it. */
  across?(to: string, events: LiveEvent[]): Promise<void>
}

export type Subscriber = (frame: StreamFrame) => void

interface Channel {
  subscribers: Set<Subscriber>
  replay: StreamFrame[]
  next: number
  stopTimer: NodeJS.Timeout | undefined
}

/** Frames kept for a stream that comes back; beyond them the browser is told to refetch. */
const REPLAY_FRAMES = 200
/** A reload or a passing cut should not cost the watchers their connections. */
const LINGER_MS = 30_000
/** Nobody waits longer for other nodes to be told. */
const ACROSS_MS = 500

/**
 * One channel for an account, however many tabs. Knows no area: whoever can watch is handed in as `watch`, started with
 * the first listener and stopped a while after the last.
 */
export class LiveHub {
  readonly #channels = new Map<string, Channel>()
  /** Events of an account in their order, while other nodes are told. */
  readonly #turns = new Map<string, Promise<void>>()
  readonly #epoch = Date.now().toString(36)
  readonly #watch: Watcher

  constructor(watch: Watcher) {
    this.#watch = watch
  }

  /** Frames after `lastId` are replayed first; when they cannot be, a `resync` frame comes instead. */
  subscribe(key: string, lastId: string | undefined, subscriber: Subscriber): () => void {
    const channel = this.#open(key)
    for (const frame of this.#missed(channel, lastId)) subscriber(frame)
    channel.subscribers.add(subscriber)
    return () => {
      channel.subscribers.delete(subscriber)
      if (channel.subscribers.size > 0) return
      channel.stopTimer = setTimeout(() => this.#close(key, channel), LINGER_MS)
      channel.stopTimer.unref()
    }
  }

  /** Facts for all tabs of the account, at whatever node. A tab that is told may ask any of them: the others are told first. */
  publish(key: string, events: LiveEvent[]): void {
    if (events.length === 0) return
    if (this.#watch.across === undefined) return this.publishHere(key, events)
    const across = this.#watch.across(key, events)
    const turn = (this.#turns.get(key) ?? Promise.resolve())
      .then(() => Promise.race([across, soon()]))
      .then(() => this.publishHere(key, events))
      .finally(() => {
        if (this.#turns.get(key) === turn) this.#turns.delete(key)
      })
    this.#turns.set(key, turn)
  }

  /** For everybody of a tenant who listens. */
  publishToTenant(tenantId: string, events: LiveEvent[]): void {
    this.publish(`${tenantId}/`, events)
  }

  /** For the tabs at this node; nobody listening means nobody needs them. */
  publishHere(to: string, events: LiveEvent[]): void {
    for (const channel of this.#addressed(to)) send(channel, { id: this.#idOf(channel), events })
  }

  /** What was missed cannot be said: whoever listens asks again. */
  resync(to: string): void {
    for (const channel of this.#addressed(to))
      send(channel, { id: this.#idOf(channel), resync: true, events: [] })
  }

  get streams(): number {
    return [...this.#channels.values()].reduce((sum, { subscribers }) => sum + subscribers.size, 0)
  }

  listening(key: string): boolean {
    return (this.#channels.get(key)?.subscribers.size ?? 0) > 0
  }

  /** The account signed out: its tabs are told, and nothing watches any longer. */
  close(key: string): void {
    const channel = this.#channels.get(key)
    if (channel === undefined) return
    this.publishHere(key, [{ type: 'auth.session-ended' }])
    this.#close(key, channel)
  }

  closeAll(): void {
    for (const [key, channel] of this.#channels) this.#close(key, channel)
  }

  /** The channel of an account, or those of everybody whose key begins so. */
  #addressed(to: string): Channel[] {
    const one = this.#channels.get(to)
    if (one !== undefined) return [one]
    return [...this.#channels].filter(([key]) => isMeant(to, key)).map(([, channel]) => channel)
  }

  #idOf(channel: Channel): string {
    return `${this.#epoch}-${channel.next++}`
  }

  #open(key: string): Channel {
    let channel = this.#channels.get(key)
    if (channel === undefined) {
      channel = { subscribers: new Set(), replay: [], next: 1, stopTimer: undefined }
      this.#channels.set(key, channel)
      this.#watch.start(key)
    }
    clearTimeout(channel.stopTimer)
    return channel
  }

  #close(key: string, channel: Channel): void {
    clearTimeout(channel.stopTimer)
    this.#channels.delete(key)
    this.#watch.stop(key)
  }

  #missed(channel: Channel, lastId: string | undefined): StreamFrame[] {
    if (lastId === undefined) return []
    const current = `${this.#epoch}-${channel.next - 1}`
    if (lastId === current) return []
    const at = channel.replay.findIndex((frame) => frame.id === lastId)
    if (at >= 0) return channel.replay.slice(at + 1)
    return [{ id: current, resync: true, events: [] }]
  }
}

function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ACROSS_MS).unref())
}

function send(channel: Channel, frame: StreamFrame): void {
  channel.replay.push(frame)
  if (channel.replay.length > REPLAY_FRAMES) channel.replay.shift()
  for (const subscriber of channel.subscribers) subscriber(frame)
}
