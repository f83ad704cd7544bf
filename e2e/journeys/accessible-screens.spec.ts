import { aMessage } from '@staffetta/testing'
import { describe, expect } from 'vitest'
import { problemsByDayAndNight, problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { beginMessage } from '../pages/composer.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

describe.each([
  { name: 'at a desk', viewport: { width: 1440, height: 900 }, phone: false },
  { name: 'on a phone', viewport: { width: 390, height: 844 }, phone: true },
])('$name', ({ viewport, phone }) => {
  test('nothing on the main screens shuts anybody out, by day and by night', async ({
    openPage,
    newUser,
    ask,
    tolerate,
  }) => {
    tolerate(/status of 50[0-9]/)
    const user = newUser('accessibile')
    const page = await openPage({ viewport, reducedMotion: 'reduce' })
    await page.goto('/')
    await page.getByLabel('Indirizzo e-mail').waitFor()
    const found = new Map<string, string[]>()
    const look = async (screen: string) => {
      const problems = await problemsByDayAndNight(page)
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
    await page
      .getByRole('toolbar', { name: 'Azioni sul messaggio' })
      .getByRole('button', { name: 'Altre azioni' })
      .click()
    await page.getByRole('menuitem').first().waitFor()
    await look('menu')
    await page.keyboard.press('Escape')
    if (!phone) {
      await page.getByRole('button', { name: 'Lingua' }).click()
      await page.getByRole('menuitem', { name: 'English' }).waitFor()
      await look('language menu')
      await page.keyboard.press('Escape')
    }
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
    if (!phone) {
      await ask('imap', 'refuse')
      await mailOn(page).openFolder('Inviata')
      await page.getByRole('alert').getByText('Non è stato possibile leggere la cartella').waitFor()
      await look('failed list')
      await ask('imap', 'heal')
    }
    await page.goto('/settings/identity')
    await page.getByLabel('Nome mostrato').waitFor()
    await look('settings')

    expect(Object.fromEntries(found)).toEqual({})
  })
})

test('a button without a name would be found', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('Indirizzo e-mail').waitFor()
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')))

  expect((await problemsOf(page)).join()).toContain('button-name')
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
