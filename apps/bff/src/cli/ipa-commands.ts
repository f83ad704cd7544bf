import { replaceBodies } from '../db/ipa-bodies.ts'
import { readRegister } from '../enrolment/ipa/read-register.ts'
import { indexed } from '../enrolment/ipa/words.ts'
import { recorded } from '../register/record.ts'
import { type Command, CommandError, fileAt } from './command.ts'

const problems = {
  empty: 'is empty',
  'too-large': 'has more rows than the register of all administrations could have',
  'not-csv': 'is no CSV. IPA offers some of its files as spreadsheets only: save it as CSV first',
  'not-the-register':
    'has no columns Codice_IPA and Denominazione_ente. It is the file of bodies ("enti") of IPA’s open data that is wanted',
} as const

export const ipaCommands: Record<string, Command> = {
  async import({ db, actor }, [path]) {
    if (path === undefined)
      throw new CommandError('Which file? The bodies ("enti") of IPA’s open data, as CSV.', 2)
    const read = readRegister(fileAt(path))
    if ('problem' in read) throw new CommandError(`${path} ${problems[read.problem]}.`)
    const { leftOut } = read
    const count = read.bodies.length
    if (count === 0) throw new CommandError(`${path} has no row with a code and a name.`)
    const deed = { act: 'bodies/imported', actor, tenantId: null, details: { count, leftOut } } as const
    await recorded(db, deed, (tx) => replaceBodies(tx, read.bodies.map(indexed)))
    const rest =
      leftOut === 0 ? '' : ` ${leftOut} rows without a code or a name, or twice there, were left out.`
    return { data: { count, leftOut }, text: `${count} bodies can be found now, and no others.${rest}` }
  },
}
