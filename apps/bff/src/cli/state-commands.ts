import { nextStates, tenantStates } from '@staffetta/contract'
import { takeCheckedStep } from '../admin/domains.ts'
import { AppError } from '../http/app-error.ts'
import { configOf } from './check-commands.ts'
import { type Command, CommandError, known } from './command.ts'
import { domainWords, readWaiver } from './domain-commands.ts'

export const stateCommands: Record<string, Command> = {
  async 'set-state'({ db, env, actor }, [slug, wanted], { reason = '', at, 'without-ownership': waiver }) {
    const tenant = await known(db, slug)
    const to = tenantStates.find((state) => state === wanted)
    const next = nextStates[tenant.state]
    if (to === undefined || !next.includes(to))
      throw new CommandError(
        next.length === 0
          ? `${tenant.name} is ${tenant.state}: nothing comes after that.`
          : `${tenant.name} is ${tenant.state}. From there: ${next.join(', ')}.`,
        2,
      )
    if (reason.trim() === '')
      throw new CommandError('--reason is missing: it goes into the register, and to whoever asked.', 2)
    const activatesAt = at === undefined ? null : new Date(at)
    if (activatesAt !== null && (to !== 'activating' || Number.isNaN(activatesAt.getTime())))
      throw new CommandError('--at is when an activation begins by itself: 2027-01-04T08:00+01:00', 2)
    try {
      const step = { tenant, to, from: tenant.state, reason: reason.trim(), activatesAt }
      await takeCheckedStep(db, actor, { ...step, waiver: readWaiver(waiver) }, () => ({
        db,
        config: configOf(env),
      }))
    } catch (error) {
      throw error instanceof AppError
        ? new CommandError(
            domainWords(error) ??
              `Somebody else has just moved ${tenant.name}. staffetta tenant show tells where it stands now.`,
          )
        : error
    }
    return { data: { slug, state: to }, text: `${tenant.name} is ${to}.` }
  },
}
