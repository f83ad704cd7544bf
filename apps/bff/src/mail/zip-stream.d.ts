declare module 'zip-stream' {
  import type { Readable } from 'node:stream'

  /** zip-stream 7 ships no declarations; this is what we use of it: a readable stream that entries are fed to. */
  interface ZipStream extends Readable {
    entry(source: Readable, data: { name: string }, callback: (error?: Error | null) => void): this
    finish(): void
  }
  const ZipStream: new (options?: { level?: number }) => ZipStream
  export { ZipStream as default }
}
