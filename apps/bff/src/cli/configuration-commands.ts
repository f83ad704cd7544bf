import type { ConfigurationChange } from '@staffetta/contract'
import { createTranslator, loadAreaCatalogue, loadCatalogue } from '@staffetta/i18n'
import { createChangeWords } from '@staffetta/i18n/changes'
import { applyConfiguration, planConfiguration } from '../admin/configuration/apply.ts'
import { configurationOf, written } from '../admin/configuration/export.ts'
import { AppError } from '../http/app-error.ts'
import { type Command, CommandError, fileAt, known, remembered } from './command.ts'

/** All that is set of a body, as a file. */
export const configurationCommands: Record<string, Command> = {
  async export({ db }, [slug]) {
    const configuration = await configurationOf(db, await remembered(db, slug))
    return { data: configuration, text: written(configuration).trimEnd() }
  },

  async diff({ db }, [slug, file]) {
    const tenant = await known(db, slug)
    const { changes } = await orWhy(() => planConfiguration(db, tenant, readFile(file)))
    return { data: changes, text: await inWords(changes), exitCode: changes.length === 0 ? 0 : 1 }
  },

  async import({ db, actor }, [slug, file], options) {
    const tenant = await known(db, slug)
    const octets = readFile(file)
    if (options['dry-run'] === true) {
      const { changes } = await orWhy(() => planConfiguration(db, tenant, octets))
      return { data: changes, text: `${await inWords(changes)}\nNothing was changed: --dry-run.` }
    }
    const { changes } = await orWhy(() => applyConfiguration(db, actor, tenant, octets))
    return { data: changes, text: `${await inWords(changes)}${changes.length === 0 ? '' : '\nDone.'}` }
  },
}

function readFile(path: string | undefined): Buffer {
  if (path === undefined)
    throw new CommandError('Which file? One that staffetta config export has written.', 2)
  return fileAt(path)
}

async function english() {
  return createTranslator('en', await loadCatalogue('en'), await loadAreaCatalogue('setup', 'en'))
}

async function orWhy<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code !== 'admin/configuration-refused')
      throw new CommandError('A body that has left is not set any more.')
    const { path = '', why = '', name = '' } = error.details as Record<string, string>
    throw new CommandError(
      createChangeWords(await english()).flaw({ path, why, name }) + ' Nothing was changed.',
    )
  }
}

async function inWords(changes: ConfigurationChange[]): Promise<string> {
  const t = await english()
  const words = createChangeWords(t)
  const none = t('setup.configuration.unset')
  return (
    changes
      .map(({ path, before, after }) => {
        const [old, wanted] = [before, after].map((value) => (value === null ? none : words.value(value)))
        return `${words.place(path)}\n  - ${old}\n  + ${wanted}`
      })
      .join('\n') || t('setup.configuration.same')
  )
}
