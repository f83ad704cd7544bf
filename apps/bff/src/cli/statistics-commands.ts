import { statistics, statisticsTable } from '../admin/statistics.ts'
import type { Command } from './command.ts'

export const statisticsCommands: Record<string, Command> = {
  async show({ db }) {
    const bodies = await statistics(db, undefined)
    return { data: bodies, text: statisticsTable(bodies, 'en').replace('\uFEFF', '').trimEnd() }
  },
}
