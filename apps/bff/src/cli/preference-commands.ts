import { governed, lockable, ruleValues, type RuleValue } from '@staffetta/contract'
import { setPreferenceRule } from '../admin/preference-rules.ts'
import { type Command, CommandError, known } from './command.ts'

export const preferenceCommands: Record<string, Command> = {
  async preference({ db, actor }, [slug, wanted, value], options) {
    const tenant = await known(db, slug)
    if (wanted !== undefined) {
      const name = governed.find((one) => one === wanted)
      if (name === undefined)
        throw new CommandError(`A body decides ${governed.join(', ')}; there is no "${wanted}".`, 2)
      const values: readonly RuleValue[] = ruleValues[name]
      const chosen = value === 'none' ? null : values.find((one) => one === value)
      if (chosen === undefined)
        throw new CommandError(`${name} is ${values.join(' or ')}; none: as the product has it.`, 2)
      const [locked, reason] = [options.lock ?? false, options.reason ?? '']
      if (locked && !lockable.includes(name))
        throw new CommandError(`Everybody chooses their ${name} themselves: it can have a default alone.`, 2)
      if (locked && (chosen === null || reason.trim() === ''))
        throw new CommandError('--lock wants a value, and a --reason that people are told.', 2)
      await setPreferenceRule(db, actor, tenant, { name, value: chosen, locked, reason })
    }
    const { rules } = await known(db, slug)
    return {
      data: rules,
      text:
        rules
          .map(
            ({ name, value: now, locked, reason }) =>
              `${name.padEnd(18)} ${now.padEnd(4)} ${locked ? 'locked' : 'default'}${reason && `  ${reason}`}`,
          )
          .join('\n') || 'Everything is as the product has it.',
    }
  },
}
