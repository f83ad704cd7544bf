import type { Occurrence, Task } from '@staffetta/contract'
import type { NoticeWords } from '../../mail/compose.ts'
import { dayOf, dayText, dueDay, hoursText, type Language, titleOf, wordsOf } from './words.ts'

interface Where {
  zone: string
  language: Language
  /** Where the agenda is opened; null where the operator has not said. */
  url: URL | null
}

/** One reminder: what, when, where. Of a task, until when; or from when, where it is never due. */
export function reminderMail(
  occurrence: Occurrence,
  { zone, language, url }: Where,
  task?: 'due' | 'starts',
): NoticeWords {
  const said = wordsOf(language)
  const title = titleOf(occurrence, said)
  const day = dayOf(occurrence, zone)
  const isDay = task !== undefined && occurrence.days !== null
  const when = isDay ? dayText(day, said) : `${dayText(day, said)}, ${hoursText(occurrence, zone, said)}`
  const lines = [task === undefined ? when : said[task].replace('{when}', () => when)]
  if (occurrence.location !== '' && occurrence.class !== 'confidential') lines.push(occurrence.location)
  const link = task === undefined ? linkTo(url, day) : url && new URL('/tasks', url).href
  return {
    subject: said.reminder.replace('{title}', () => title),
    text: [title, ...lines, '', ...(link === null ? [] : [link, '']), said.why].join('\n'),
    html: page(
      `<p style="font-size:18px;margin:0 0 8px"><strong>${escaped(title)}</strong></p>` +
        lines.map((line) => `<p style="margin:0 0 4px">${escaped(line)}</p>`).join(''),
      { link, open: task === undefined ? said.open : said.openTasks, why: said.why, language },
    ),
  }
}

/** What a day holds. */
export function agendaMail(
  { day, occurrences, tasks }: { day: string; occurrences: Occurrence[]; tasks: Task[] },
  { zone, language, url }: Where,
): NoticeWords {
  const said = wordsOf(language)
  const rows = occurrences.map((one): [string, string] => [
    hoursText(one, zone, said),
    [titleOf(one, said), one.class === 'confidential' ? '' : one.location].filter(Boolean).join(', '),
  ])
  const dues = tasks.map((one): [string, string] => [
    (dueDay(one, zone) ?? day) < day ? said.late : '',
    one.title.trim() || said.untitled,
  ])
  const subject = said.agenda.replace('{day}', () => dayText(day, said))
  const link = linkTo(url, day)
  const plain = ([when, what]: [string, string]) => (when === '' ? what : `${when}  ${what}`)
  const text = [
    subject,
    '',
    ...(rows.length === 0 ? [said.noEvents] : rows.map(plain)),
    ...(dues.length === 0 ? [] : ['', said.tasks, ...dues.map(plain)]),
    '',
    ...(link === null ? [] : [link, '']),
    said.why,
  ].join('\n')
  const html = [
    rows.length === 0 ? `<p>${escaped(said.noEvents)}</p>` : table(said.events, rows),
    dues.length === 0 ? '' : table(said.tasks, dues),
  ].join('')
  return { subject, text, html: page(html, { link, open: said.open, why: said.why, language }) }
}

function table(title: string, rows: [string, string][]): string {
  const cells = rows
    .map(
      ([when, what]) =>
        `<tr><td style="padding:4px 16px 4px 0;white-space:nowrap;vertical-align:top">${escaped(when)}</td>` +
        `<td style="padding:4px 0">${escaped(what)}</td></tr>`,
    )
    .join('')
  return `<h2 style="font-size:16px;margin:16px 0 4px">${escaped(title)}</h2><table style="border-collapse:collapse">${cells}</table>`
}

function page(
  body: string,
  { link, open, why, language }: { link: string | null; open: string; why: string; language: Language },
): string {
  const go =
    link === null ? '' : `<p style="margin:16px 0"><a href="${escaped(link)}">${escaped(open)}</a></p>`
  return (
    `<!doctype html><html lang="${language}"><meta charset="utf-8">` +
    `<body style="font:15px/1.5 sans-serif">${body}${go}` +
    `<p style="font-size:13px;color:#555">${escaped(why)}</p></body></html>`
  )
}

function linkTo(url: URL | null, day: string): string | null {
  return url === null ? null : new URL(`/calendar/day/${day}`, url).href
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)!};`)
}
