import { readFileSync } from 'node:fs'
import { publishedNotices, publishNotice } from '../admin/privacy-notices.ts'
import { type Command, CommandError, known, remembered } from './command.ts'

export const noticeCommands: Record<string, Command> = {
  async 'publish-notice'({ db, actor }, [slug, italian, english]) {
    const tenant = await known(db, slug)
    if (italian === undefined) throw new CommandError('Which file has the text? - is what is typed.', 2)
    const text = { it: readText(italian), en: english === undefined ? null : readText(english) }
    const version = await publishNotice(db, actor, tenant, text)
    return {
      data: { version },
      text: `Version ${version} is published: everybody it counts for sees it at their next sign-in.`,
    }
  },

  async notices({ db }, [slug]) {
    const { notices, instead } = await publishedNotices(db, await remembered(db, slug))
    const lines = notices.map(
      ({ version, publishedAt, readers }) =>
        `${String(version).padStart(4)}  ${publishedAt.slice(0, 10)}  ${readers} took note`,
    )
    return {
      data: notices,
      text: lines.join('\n') || (instead === null ? 'None.' : `None of its own: that of ${instead} counts.`),
    }
  },
}

function readText(file: string): string {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8').trim()
  if (text === '' || text.length > 60_000)
    throw new CommandError(`The text in ${file} has 1 to 60000 characters.`)
  return text
}
