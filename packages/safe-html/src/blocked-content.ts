/** What a message would have loaded from outside. */
export interface BlockedContent {
  /** Pictures: these can be shown when the reader asks. */
  images: number
  /** Fonts, style sheets, frames, media, look-ups: these never load. */
  other: number
  /** Where they would have come from, the most frequent first. */
  hosts: string[]
}

/** Counts what was kept from loading. */
export class Blocked {
  #images = 0
  #other = 0
  readonly #hosts = new Map<string, number>()

  image(address: string): void {
    this.#images++
    this.#host(address)
  }

  other(address: string): void {
    this.#other++
    this.#host(address)
  }

  /** Text of something dropped: counts when it would have named an address. */
  dropped(text: string): void {
    if (!/url|src\s*\(|image|@import|font-face|:\/\/|\\/i.test(text)) return
    if (!/\/\/|\\|url|import|src/i.test(text)) return
    this.other(/(?:https?:)?\/\/[^\s"'()<>\\]+/i.exec(text)?.[0] ?? '')
  }

  result(): BlockedContent {
    const hosts = [...this.#hosts].sort((a, b) => b[1] - a[1]).map(([host]) => host)
    return { images: this.#images, other: this.#other, hosts }
  }

  #host(address: string): void {
    const host = hostOf(address)
    if (host !== '') this.#hosts.set(host, (this.#hosts.get(host) ?? 0) + 1)
  }
}

function hostOf(address: string): string {
  try {
    const { hostname } = new URL(address, 'https://relative.invalid/')
    return hostname === 'relative.invalid' ? '' : hostname
  } catch {
    return /^\s*(?:https?:)?\/\/([^/?#\s]+)/i.exec(address)?.[1]?.toLowerCase() ?? ''
  }
}
