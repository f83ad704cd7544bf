/** What a link is, beside what it says. */
export interface LinkTruth {
  href: string
  /** The host as people read it: in its own letters, or as xn-- where scripts are mixed to deceive. '' for mailto and tel. */
  host: string
  /** The other host its text names, when it names one. */
  claimed: string | null
}

/** Tells where a link of a sanitised message leads, and whether its words say something else. */
export function describeLink(href: string, text: string): LinkTruth {
  const url = new URL(href)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { href, host: '', claimed: null }
  const host = readableHost(url.hostname)
  const claimed = hostNamedBy(text)
  const honest = claimed === null || sameSite(claimed, url.hostname)
  return { href, host, claimed: honest ? null : claimed }
}

/** The first thing in the text that looks like an address. Invisible and bidirectional characters do not hide it. */
function hostNamedBy(text: string): string | null {
  const visible = text.normalize('NFKC').replace(/[\p{Cf}\p{Mn}]/gu, '')
  const match =
    /\bhttps?:\/\/(?:[^\s/@]*@)?([^\s/:?#]+)/iu.exec(visible) ??
    /(?:^|[\s(<])((?:[\p{L}\p{N}-]+\.)+(?:[a-z]{2,6}|\p{L}{2,}))(?=$|[\s/:)>?#,;.])/iu.exec(visible)
  if (match === null) return null
  try {
    const { hostname } = new URL(`https://${match[1]!}`)
    return /\.(?:pdf|docx?|xlsx?|odt|txt|zip|p7m|xml|html?|jpe?g|png)$/i.test(hostname) ? null : hostname
  } catch {
    return null
  }
}

/** `www.` and deeper names of the named host are the same place; another name above it is not. */
function sameSite(claimed: string, actual: string): boolean {
  const bare = (host: string) => host.replace(/^www\./, '')
  const [named, real] = [bare(claimed), bare(actual)]
  return real === named || real.endsWith(`.${named}`)
}

const lookalikes = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u

/** A host in its own letters, unless some of them pass for Latin ones under a Latin domain: then as xn--. */
export function readableHost(hostname: string): string {
  const labels = hostname
    .split('.')
    .map((label) => (label.startsWith('xn--') ? decodePunycode(label.slice(4)) : label))
  const latinEnd = /^[a-z]+$/.test(labels.at(-1) ?? 'a')
  const suspicious = labels.some((label) => label === null || (latinEnd && lookalikes.test(label)))
  return suspicious ? hostname : labels.join('.')
}

/** RFC 3492. */
function decodePunycode(input: string): string | null {
  const split = input.lastIndexOf('-')
  const output = split > 0 ? Array.from(input.slice(0, split)) : []
  let [code, bias, index] = [128, 72, 0]
  for (let at = split > 0 ? split + 1 : 0; at < input.length;) {
    const start = index
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = '0123456789'.includes(input[at]!) ? input.charCodeAt(at) - 22 : input.charCodeAt(at) - 97
      if (at >= input.length || digit < 0 || digit > 35) return null
      at++
      index += digit * weight
      const threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias
      if (digit < threshold) break
      weight *= 36 - threshold
    }
    const count = output.length + 1
    let delta = start === 0 ? Math.floor((index - start) / 700) : Math.floor((index - start) / 2)
    delta += Math.floor(delta / count)
    let k = 0
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35)
    bias = k + Math.floor((36 * delta) / (delta + 38))
    code += Math.floor(index / count)
    index %= count
    if (code > 0x10ffff) return null
    output.splice(index++, 0, String.fromCodePoint(code))
  }
  return output.join('')
}
