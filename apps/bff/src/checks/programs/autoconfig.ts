import { claimedDomains } from '../../db/tenants.ts'
import { attention, type Check, failed, ok, say } from '../check.ts'

/** Where Thunderbird and its kin look, in this order. */
export const autoconfig: Check = {
  id: 'autoconfig',
  subjects: claimedDomains,
  async run({ fetchText, tenant }, domain) {
    const addresses = [
      `https://autoconfig.${domain}/mail/config-v1.1.xml`,
      `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
    ]
    const texts = await Promise.all(addresses.map((address) => fetchText(address, { redirects: 2 })))
    const at = texts.findIndex((text) => text !== null)
    const more = {
      expected: [say('checks.autoconfig.expected', { address: addresses[0]! })],
      consequence: say('checks.autoconfig.consequence'),
    }
    if (at < 0)
      return attention('connect', say('checks.autoconfig.missing'), {
        ...more,
        found: [say('checks.autoconfig.nothing', { address: addresses[0]! })],
      })
    const incoming = readServer(texts[at]!, 'incomingServer', 'imap')
    const outgoing = readServer(texts[at]!, 'outgoingServer', 'smtp')
    const found = [say('checks.autoconfig.at', { address: addresses[at]! })]
    if (incoming === undefined || outgoing === undefined)
      return failed('policy', say('checks.autoconfig.wrong'), { ...more, found })
    found.push(
      say('checks.autoconfig.servers', {
        incoming: `${incoming.host}:${incoming.port}`,
        outgoing: `${outgoing.host}:${outgoing.port}`,
      }),
    )
    if (incoming.socket === 'plain' || outgoing.socket === 'plain')
      return failed('policy', say('checks.autoconfig.clear'), { ...more, found })
    const { imap, smtp } = tenant.endpoints
    const same = (server: { host: string; port: number }, endpoint: typeof imap) =>
      endpoint === undefined ||
      (server.port === endpoint.port && [endpoint.host, endpoint.verifyName].includes(server.host))
    if (!same(incoming, imap) || !same(outgoing, smtp))
      return attention('policy', say('checks.autoconfig.elsewhere'), { ...more, found })
    return ok(say('checks.autoconfig.ok'), { found })
  },
}

interface Told {
  host: string
  port: number
  socket: string
}

/** The first server of the kind. The file is flat and small; a parser of XML with all it can do is not let near it. */
function readServer(xml: string, element: string, type: string): Told | undefined {
  const body = new RegExp(
    `<${element}\\b[^>]*\\btype=["']${type}["'][^>]*>([\\s\\S]{0,4000}?)</${element}>`,
    'i',
  ).exec(xml)?.[1]
  const text = (name: string) =>
    new RegExp(`<${name}>\\s*([^<]{1,253}?)\\s*</${name}>`, 'i').exec(body ?? '')?.[1]?.toLowerCase()
  const host = text('hostname')
  const port = Number(text('port'))
  if (host === undefined || !Number.isInteger(port)) return undefined
  return { host, port, socket: text('socketType') ?? '' }
}
