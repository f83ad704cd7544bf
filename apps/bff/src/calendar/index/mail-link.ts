/**
 * A task names the mail it came from by RFC 2392: `mid:` and the Message-ID, percent-encoded, without its brackets.
 * Thunderbird opens that; Apple's programs write `message:` and keep the brackets, which is read too.
 */
export function mailLinkOf(messageId: string): string {
  return `mid:${encodeURIComponent(bare(messageId)).replaceAll('%40', '@')}`
}

/** The Message-ID a link names, with its brackets; null for any other link. */
export function messageIdIn(url: string | undefined): string | null {
  const match = /^(?:mid|message):(?:\/\/)?(.+)$/i.exec(url?.trim() ?? '')
  if (match === null) return null
  try {
    // RFC 2392 §2: behind a slash a part of the message is named; we mean the whole.
    const id = bare(decodeURIComponent(match[1]!.split('/')[0]!))
    return /^[^\s<>]{1,990}$/.test(id) ? `<${id}>` : null
  } catch {
    return null
  }
}

function bare(messageId: string): string {
  return messageId.trim().replace(/^</, '').replace(/>$/, '')
}
