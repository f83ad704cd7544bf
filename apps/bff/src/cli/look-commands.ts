import { readFileSync } from 'node:fs'
import { isHttps, putCrest, putLook } from '../admin/look.ts'
import { AppError } from '../http/app-error.ts'
import { type Command, CommandError, known } from './command.ts'
import { shown } from './tenant-commands.ts'

/** What a body's people see of it. */
export const lookCommands: Record<string, Command> = {
  /** What is not named stays, what is named as nothing goes. */
  async 'set-look'({ db, actor }, [slug], options) {
    const tenant = await known(db, slug)
    const hue = options.hue === '' ? null : (options.hue?.toLowerCase() ?? tenant.hue)
    if (hue !== null && !/^#[0-9a-f]{6}$/.test(hue))
      throw new CommandError('--hue is a colour like "#166f4d".', 2)
    const name = options.name?.trim() || tenant.name
    const greeting = options.greeting ?? tenant.greeting
    if ((greeting?.length ?? 0) > 280) throw new CommandError('--greeting has 280 characters at the most.', 2)
    const help = options['help-text'] ?? tenant.help
    const links = options.link?.filter((link) => link !== '').map(readLink) ?? tenant.links
    if (links.length > 6) throw new CommandError('--link: six at the most.', 2)
    await putLook(db, actor, tenant, { name, hue, help, greeting, links })
    return shown(await known(db, slug), `${name}: whoever signs in sees it from now on.`)
  },

  async 'set-crest'({ db, actor }, [slug, path]) {
    const tenant = await known(db, slug)
    if (path === undefined) {
      await putCrest(db, actor, tenant, null)
      return shown(await known(db, slug), `${tenant.name} has no crest of its own any more.`)
    }
    try {
      await putCrest(db, actor, tenant, readFileSync(path))
    } catch (error) {
      const why =
        error instanceof AppError ? (error.details?.['what'] ?? 'too large') : (error as Error).message
      throw new CommandError(
        `${path} cannot be the crest (${String(why)}): a PNG of 1024 by 1024 at the most, or an SVG without scripts, style sheets, links and pictures.`,
      )
    }
    return shown(await known(db, slug), `${tenant.name} has its crest.`)
  },
}

/** "Albo pretorio https://…" */
function readLink(text: string): { label: string; url: string } {
  const at = text.lastIndexOf(' ')
  const [label, url] = [text.slice(0, at).trim(), text.slice(at + 1)]
  if (label === '' || label.length > 60 || !isHttps(url))
    throw new CommandError('--link is a word and an address: "Albo pretorio https://albo.example.it".', 2)
  return { label, url }
}
