import { attention, type Check, type CheckKey, failed, list, ok, say } from '../check.ts'
import { NotReached } from '../wire/conversation.ts'
import { greeted, isLastReply } from '../wire/probe.ts'
import { failedStep, nameOf, noTestAccount, openServer } from './unreached.ts'

/** A message with the attachments of an office does not pass below this. */
const LEAST_BYTES = 20_000_000

const extensions: [name: string, lost: CheckKey][] = [
  ['SIZE', 'checks.submission.lost.size'],
  ['DSN', 'checks.submission.lost.dsn'],
  ['8BITMIME', 'checks.submission.lost.eightBit'],
  ['SMTPUTF8', 'checks.submission.lost.smtputf8'],
]

/** Whether people can send: up to AUTH, without a message. */
export const submission: Check = {
  id: 'submission',
  subjects: () => [''],
  async run(context) {
    const server = await openServer(context, 'smtp', 'checks.submission.consequence')
    if (server.kind === 'finding') return server.finding
    const { endpoint, probe } = server
    const consequence = say('checks.submission.consequence')
    const offers = readOffers(probe.said)
    const found = [
      say('checks.server.at', { server: nameOf(endpoint) }),
      say('checks.submission.found', { names: list(offers.keys()) }),
    ]
    const mechanisms = (offers.get('AUTH') ?? '').toUpperCase().split(' ')
    if (!mechanisms.includes('PLAIN') && !mechanisms.includes('LOGIN'))
      return failed('capability', say('checks.submission.noAuth'), { found, consequence })
    if (context.test === null) return noTestAccount(context.tenant.slug)
    try {
      const { talk } = await greeted('smtp', endpoint, { ip: probe.ip, ca: context.ca })
      const { user, password } = context.test
      const base64 = (text: string) => Buffer.from(text).toString('base64')
      try {
        if (mechanisms.includes('PLAIN')) talk.say(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`)
        else {
          for (const line of ['AUTH LOGIN', base64(user)]) {
            talk.say(line)
            const answer = await talk.until(isLastReply)
            if (!answer.at(-1)!.startsWith('334')) throw new NotReached('capability')
          }
          talk.say(base64(password))
        }
        const answer = (await talk.until(isLastReply)).at(-1)!
        if (!answer.startsWith('235'))
          return failed('sign-in', say('checks.test.refused', { server: nameOf(endpoint) }), {
            found,
            consequence,
          })
        talk.say('QUIT')
      } finally {
        talk.close()
      }
    } catch (error) {
      if (!(error instanceof NotReached)) throw error
      return { ...failedStep(nameOf(endpoint), error), found, consequence }
    }
    const missing = extensions.filter(([name]) => !offers.has(name))
    const size = Number(offers.get('SIZE') ?? 0)
    if (missing.length > 0)
      return attention(
        'capability',
        say('checks.submission.missing', {
          count: missing.length,
          names: list(missing.map(([name]) => name)),
        }),
        { found, consequence: say(missing[0]![1]) },
      )
    if (size > 0 && size < LEAST_BYTES)
      return attention('capability', say('checks.submission.small', { sizeBytes: size }), {
        found,
        expected: [say('checks.submission.least', { sizeBytes: LEAST_BYTES })],
        consequence: say('checks.submission.lost.size'),
      })
    return size > 0
      ? ok(say('checks.submission.ok', { sizeBytes: size }), { found })
      : ok(say('checks.submission.okUnlimited'), { found })
  },
}

function readOffers(lines: string[]): Map<string, string> {
  return new Map(
    lines.slice(1).map((line) => {
      const [name = '', ...rest] = line.trim().split(/[ =]+/)
      return [name.toUpperCase(), rest.join(' ')]
    }),
  )
}
