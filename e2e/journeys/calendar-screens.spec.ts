import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { calendars, detailOf, municipalOccurrences } from '../../apps/web/src/calendar/municipal-calendar.ts'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { signIn } from '../pages/sign-in.ts'

const today = '2026-11-24'
const all = municipalOccurrences('2026-01-01', '2027-12-31')

/** The screens of the calendar over an invented agenda, whatever the server of the calendars says. */
async function withAgenda(page: Page): Promise<{ method: string; path: string; body: unknown }[]> {
  const asked: { method: string; path: string; body: unknown }[] = []
  await page.clock.setSystemTime(new Date(`${today}T10:47:00+01:00`))
  await page.route('**/api/auth/me', async (route) => {
    const answer = await route.fetch()
    if (!answer.ok()) return route.fulfill({ response: answer })
    const me = (await answer.json()) as { services: string[] }
    return route.fulfill({ response: answer, json: { ...me, services: ['mail', 'calendar'] } })
  })
  await page.route('**/api/calendar/**', (route) => {
    const request = route.request()
    const { pathname, searchParams } = new URL(request.url())
    if (request.method() !== 'GET') {
      asked.push({ method: request.method(), path: pathname, body: request.postDataJSON() as unknown })
      return route.fulfill({ json: { ref: null, undo: 'u' } })
    }
    if (pathname === '/api/calendar/calendars') return route.fulfill({ json: { calendars, canCreate: true } })
    if (pathname === '/api/calendar/events') {
      const [from, to] = [searchParams.get('from')!, searchParams.get('to')!]
      const occurrences = all.filter(({ startAt, endAt }) => startAt < to && endAt >= from)
      return route.fulfill({ json: { occurrences, truncated: false } })
    }
    const ref = decodeURIComponent(pathname.split('/')[4]!)
    const recurrenceId = searchParams.get('recurrenceId')
    return route.fulfill({
      json: detailOf(all.find((one) => one.ref === ref && one.recurrenceId === recurrenceId)!),
    })
  })
  return asked
}

const event = (page: Page, title: string) => page.getByRole('button', { name: title }).first()

describe.each([
  { name: 'at a desk', viewport: { width: 1440, height: 900 } },
  { name: 'on a phone', viewport: { width: 390, height: 844 } },
])('$name', ({ viewport }) => {
  test('nothing in the agenda shuts anybody out, by day and by night', async ({ openPage, newUser }) => {
    const page = await openPage({ viewport, reducedMotion: 'reduce' })
    await withAgenda(page)
    await page.goto('/')
    await signIn(page, newUser('agenda'))
    const found = new Map<string, string[]>()
    const look = async (screen: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const problems = await problemsOf(page)
        if (problems.length > 0) found.set(`${screen}, ${colorScheme}`, problems)
      }
    }
    for (const view of ['day', 'workweek', 'week', 'month', 'year', 'list']) {
      await page.goto(`/calendar/${view}/${today}`)
      if (view === 'year') await page.getByRole('button', { name: 'dicembre', exact: true }).waitFor()
      else await event(page, 'Mercato settimanale').waitFor()
      await look(view)
    }
    await event(page, 'Commissione paesaggio').click()
    await page.getByRole('button', { name: 'Mostra i partecipanti' }).click()
    await page.getByText('Marco Tini').waitFor()
    await look('card')

    expect(Object.fromEntries(found)).toEqual({})
  })
})

test('an event is moved by the keys alone, stored once, and can be taken back', async ({ page, newUser }) => {
  const asked = await withAgenda(page)
  await page.goto('/')
  await signIn(page, newUser('tastiera'))
  await page.goto(`/calendar/week/${today}`)
  await event(page, 'Commissione paesaggio').focus()

  await page.keyboard.down('Alt')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.up('Alt')
  await page.getByText('spostato: mercoledì 25 novembre, 15:30–17:00').waitFor()
  await page.getByRole('button', { name: 'Annulla' }).click()
  await page.getByText('tutto è come prima').waitFor()

  expect(asked.map(({ method, path }) => [method, path.split('/').at(-1)])).toEqual([
    ['PATCH', expect.stringContaining('Commissionepaesaggio')],
    ['POST', 'undo'],
  ])
})
