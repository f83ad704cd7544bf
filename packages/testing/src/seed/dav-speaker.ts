import { demoPassword } from './organisations.ts'

export type Say = (method: string, path: string, body: string, type: string) => Promise<void>

/** Speaks to the demo's DAV server as one person, as any program would. */
export function speaker(url: string, address: string): Say {
  const authorization = `Basic ${Buffer.from(`${address}:${demoPassword}`).toString('base64')}`
  return async (method, path, body, type) => {
    const request = { method, headers: { authorization, 'content-type': type }, body }
    const answer = await fetch(new URL(path, url), request)
    // A seeding that was interrupted made some of them before.
    const there = method.startsWith('MK') && [405, 409].includes(answer.status)
    if (!answer.ok && !there) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  }
}
