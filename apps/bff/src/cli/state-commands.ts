import { nextStates, tenantStates } from '@staffetta/contract'
import { takeStep } from '../enrolment/transitions.ts'
import { AppError } from '../http/app-error.ts'
import { type Command, CommandError, known } from './command.ts'

export const stateCommands: Record<string, Command> = {
  async 'set-state'({ db, actor }, [slug, wanted], { reason = '', at }) {
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
      await takeStep(db, actor, {
        tenantId: tenant.id,
        to,
        reason: reason.trim(),
        from: tenant.state,
        activatesAt,
      })
    } catch (error) {
      throw error instanceof AppError ? new CommandError(words(error, tenant.name)) : error
    }
    return { data: { slug, state: to }, text: `${tenant.name} is ${to}.` }
  },
}

function words({ code, details }: AppError, name: string): string {
  return code === 'admin/domain-taken'
    ? `The domain ${details?.['domain']} is verified for ${details?.['name']}. Remove it there first, or let both say that they share it.`
    : `Somebody else has just moved ${name}. staffetta tenant show tells where it stands now.`
}
