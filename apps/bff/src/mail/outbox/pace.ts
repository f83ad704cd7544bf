const HOUR_MS = 3_600_000

/** What is, or is meant to be, handed over: when, and to how many. */
export interface Sent {
  at: Date
  recipients: number
}

/**
 * From when on there is room for one more letter to so many: no hour has more letters than `messages`, nor more recipients than
 * `recipients`. `latest` begins with the last; more than `messages` of them are not looked at. Null: there is room now.
 */
export function roomAt(
  latest: readonly Sent[],
  recipients: number,
  most: { messages: number; recipients: number },
  now: Date,
): Date | null {
  let messages = 1
  // Alone, even what is too much would find room.
  let sum = Math.min(recipients, most.recipients)
  for (const one of latest) {
    messages += 1
    sum += one.recipients
    if (messages <= most.messages && sum <= most.recipients) continue
    // Until this one is an hour ago.
    const at = new Date(one.at.getTime() + HOUR_MS)
    return at > now ? at : null
  }
  return null
}
