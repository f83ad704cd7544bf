import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { signIn } from '../pages/sign-in.ts'

const stamp = (at: number) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
const event = (title: string, start: number, trigger: string) => [
  `DTSTART:${stamp(start)}`,
  'DURATION:PT30M',
  `SUMMARY:${title}`,
  'LOCATION:Sala giunta',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `TRIGGER:${trigger}`,
  'DESCRIPTION:x',
  'END:VALARM',
]

test('a reminder comes up over the mail, is reached by the keys, put off and put away in every tab', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('ricorda')
  const other = await otherProgram(stack, user)
  const now = Date.now()
  await other.put('presto', event('Giunta', now + 15 * 60_000, '-PT15M'))
  await other.put('perso', event('Sopralluogo', now - 3 * 3_600_000, '-PT15M'))
  await signIn(page, user)
  const panel = page.getByRole('complementary', { name: 'Promemoria' })

  await panel.getByText('Sopralluogo', { exact: true }).waitFor()
  await panel.getByText('Giunta', { exact: true }).waitFor()
  await panel.getByText('tra 15 minuti').waitFor()
  expect(await page.evaluate(() => document.activeElement?.closest('.reminders'))).toBeNull()
  await expect.poll(() => problemsOf(page)).toEqual([])

  const second = await page.context().newPage()
  await second.goto('/')
  const there = second.getByRole('complementary', { name: 'Promemoria' })
  await there.getByText('Giunta', { exact: true }).waitFor()
  await page.bringToFront()
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Chiudi il promemoria di «Sopralluogo»')
  await page.keyboard.press('Enter')
  await panel.getByText('Sopralluogo', { exact: true }).waitFor({ state: 'detached' })
  await there.getByText('Sopralluogo', { exact: true }).waitFor({ state: 'detached' })
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Chiudi il promemoria di «Giunta»')

  await panel.getByRole('button', { name: 'Posticipa «Giunta»' }).click()
  await page.getByRole('menuitem', { name: '5 minuti', exact: true }).click()
  await panel.waitFor({ state: 'detached' })
  await there.waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('region', { name: 'Avvisi' }).waitFor({ state: 'attached' })
  await page.waitForTimeout(3_000)
  expect(await panel.count()).toBe(0)
})
