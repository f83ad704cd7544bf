import AxeBuilder from '@axe-core/playwright'
import { aMessage } from '@staffetta/testing'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { test } from '../journey.ts'
import { beginMessage } from '../pages/composer.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

describe.each([
  { name: 'at a desk, light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' as const },
  { name: 'at a desk, dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' as const },
  { name: 'on a phone, light', viewport: { width: 390, height: 844 }, colorScheme: 'light' as const },
  { name: 'on a phone, dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const },
])('$name', ({ viewport, colorScheme }) => {
  const phone = viewport.width < 600

  test('nothing on the main screens shuts anybody out', async ({ openPage, newUser }) => {
    const user = newUser('accessibile')
    const page = await openPage({ viewport, colorScheme, reducedMotion: 'reduce' })
    await page.goto('/')
    await page.getByLabel('Indirizzo e-mail').waitFor()
    const found = new Map<string, string[]>()
    const look = async (screen: string) => {
      const problems = await problemsOf(page)
      if (problems.length > 0) found.set(screen, problems)
    }
    await look('sign-in')
    await signIn(page, user)
    await look('empty list')
    await user.receive(letter(user.address))
    await mailOn(page).row('Relazione').waitFor()
    await look('list')
    await mailOn(page).open('Relazione')
    await mailOn(page).body.getByText('Relazione tecnica').waitFor()
    await look('message')
    await mailOn(page).reader.getByRole('button', { name: 'Altre azioni' }).click()
    await page.getByRole('menuitem').first().waitFor()
    await look('menu')
    await page.keyboard.press('Escape')
    if (phone) await mailOn(page).reader.getByRole('button', { name: 'Indietro' }).click()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Scorciatoie da tastiera' }).waitFor()
    await look('dialog')
    await page.keyboard.press('Escape')
    const composer = await beginMessage(page)
    await composer.addRecipient('fuori@altrove.example')
    await composer.words.fill('Buongiorno.')
    await look('composer')
    await composer.panel.getByRole('button', { name: 'Chiudi e salva la bozza' }).click()
    await composer.panel.waitFor({ state: 'detached' })
    await page.goto('/settings/identity')
    await page.getByLabel('Nome mostrato').waitFor()
    await look('settings')

    expect(Object.fromEntries(found)).toEqual({})
  })
})

test('at 320 pixels nothing is wider than the screen', async ({ openPage, newUser }) => {
  const user = newUser('stretto')
  await user.receive(letter(user.address))
  const page = await openPage({ viewport: { width: 320, height: 640 } })
  const wide: Record<string, number> = {}
  const look = async (screen: string) => {
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (beyond > 0) wide[screen] = beyond
  }
  await page.goto('/')
  await page.getByLabel('Indirizzo e-mail').waitFor()
  await look('sign-in')
  await signIn(page, user)
  await look('list')
  await mailOn(page).open('Relazione')
  await look('message')
  await mailOn(page).reader.getByRole('button', { name: 'Indietro' }).click()
  await beginMessage(page)
  await look('composer')
  await page.goto('/settings/appearance')
  await page.getByRole('heading', { name: 'Aspetto' }).waitFor()
  await look('settings')

  expect(wide).toEqual({})
})

function letter(to: string) {
  return aMessage()
    .from('Studio tecnico <studio@altrove.example>')
    .to(to)
    .subject('Relazione sul sopralluogo in via del Borgo, prima parte')
    .html(
      '<h1>Relazione tecnica</h1><p>In allegato la relazione.</p><img src="http://altrove.example/logo.png" alt="Logo">',
    )
    .attach({
      filename: 'relazione-definitiva-con-un-nome-molto-lungo.txt',
      type: 'text/plain',
      content: 'Testo',
    })
}

async function problemsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => {
      const why = [...any, ...all, ...none][0]?.message ?? ''
      return `${id}: ${html.slice(0, 160)} – ${why}`
    }),
  )
}
