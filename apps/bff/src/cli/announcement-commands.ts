import {
  type AdminAnnouncement,
  type AnnouncementDraft,
  announcementLength,
  type AnnouncementKind,
  type Service,
} from '@staffetta/contract'
import {
  publishAnnouncement,
  type Speaker,
  stopAnnouncement,
  writtenAnnouncements,
} from '../admin/announcements.ts'
import { services } from '../admin/services.ts'
import { AppError } from '../http/app-error.ts'
import { ringEvents } from '../live/across.ts'
import { type Command, CommandError, known, remembered, type Options, type Standing } from './command.ts'

const kinds: AnnouncementKind[] = ['information', 'maintenance', 'fault']

/** What is said above everybody's work for a while; privacy notices are of `tenant`. */
export const announcementCommands: Record<string, Command> = {
  async publish(standing, [text], options) {
    const speaker = await speakerIn(standing, options)
    const draft = draftIn(text, options)
    const id = await refusing(() => publishAnnouncement(deskOf(standing), speaker, draft))
    return { data: { id }, text: `Announced: ${id}\nOpen windows show it within seconds of its time.` }
  },

  async list({ db }, [slug]) {
    const all = await writtenAnnouncements(db, slug === undefined ? null : (await remembered(db, slug)).id)
    return { data: all, text: all.map(describe).join('\n') || 'Nothing was ever announced.' }
  },

  async end(standing, [id], { of }) {
    const owner = of === undefined ? null : (await known(standing.db, of)).id
    if (!(await writtenAnnouncements(standing.db, owner)).some((one) => one.announcement.id === id))
      throw new CommandError(
        'Which one? staffetta announcement list [<slug>] shows them. A body’s own: --of <slug>',
        2,
      )
    await refusing(() => stopAnnouncement(deskOf(standing), owner, id!))
    return { data: { ended: id }, text: 'Ended: nobody sees it any more.' }
  },
}

const deskOf = ({ db, actor }: Standing) => ({
  db,
  actor,
  tell: (to: string, events: Parameters<typeof ringEvents>[2]) => ringEvents(db, to, events),
})

async function speakerIn({ db }: Standing, { of, for: slugs }: Options): Promise<Speaker> {
  if (of !== undefined) return { tenantId: (await known(db, of)).id }
  if (slugs === undefined) return { audience: { everybody: true, bodies: [] } }
  const bodies = await Promise.all(slugs.split(',').map(async (slug) => (await known(db, slug.trim())).id))
  return { audience: { everybody: false, bodies } }
}

function draftIn(text: string | undefined, options: Options): AnnouncementDraft {
  const kind = kinds.find((one) => one === (options.kind ?? 'information'))
  if (kind === undefined) throw new CommandError(`--kind is one of ${kinds.join(', ')}.`, 2)
  const english = options.en?.trim() || null
  for (const words of [text?.trim() ?? '', ...(english === null ? [] : [english])])
    if (words === '' || words.length > announcementLength)
      throw new CommandError(`The text has 1 to ${announcementLength} characters.`, 2)
  return {
    kind,
    it: text!.trim(),
    en: english,
    beginsAt: instantIn('from', options.from ?? new Date().toISOString()),
    endsAt: instantIn('until', options.until ?? ''),
    services: (options.service ?? []).map(serviceIn),
    onSignIn: options['sign-in'] ?? false,
  }
}

function instantIn(name: 'from' | 'until', text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new CommandError(`--${name} is like 2027-01-04T20:00+01:00`, 2)
  return at.toISOString()
}

function serviceIn(word: string): Service {
  const found = services.find((one) => one === word)
  if (found === undefined) throw new CommandError(`--service is one of ${services.join(', ')}.`, 2)
  return found
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new CommandError(
      error.code === 'admin/announcement-refused'
        ? '--until must be later than --from, and not over yet.'
        : 'It is over already.',
    )
  }
}

function describe({ announcement, standing, audience }: AdminAnnouncement): string {
  const { id, kind, it, beginsAt, endsAt } = announcement
  const whom =
    audience === null
      ? 'its own people'
      : audience.everybody
        ? 'everybody'
        : audience.bodies.map(({ name }) => name).join(', ')
  return `${standing.padEnd(8)} ${kind.padEnd(12)} ${beginsAt} – ${endsAt}  ${id}\n  to ${whom}: ${it}`
}
