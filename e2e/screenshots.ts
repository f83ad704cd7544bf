import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { describe } from 'vitest'
import { test } from './journey.ts'
import { beginMessage } from './pages/composer.ts'
import { mailOn } from './pages/mail.ts'
import { signIn } from './pages/sign-in.ts'

// Not a test: every main screen in the sizes, themes and states it must be looked at in, for people to look at.

const folder = fileURLToPath(new URL('../test-results/screenshots/', import.meta.url))
mkdirSync(folder, { recursive: true })

const sizes = [
  { size: '1440x900', viewport: { width: 1440, height: 900 } },
  { size: '1366x768', viewport: { width: 1366, height: 768 } },
  { size: '390x844', viewport: { width: 390, height: 844 } },
]
const themes = ['light', 'dark'] as const
const looks = sizes.flatMap((size) => themes.map((theme) => ({ ...size, theme })))

describe.each(looks)('$size $theme', ({ size, viewport, theme }) => {
  const phone = viewport.width < 600

  test('the main screens', async ({ openPage, newUser, ask, tolerate }) => {
    tolerate(/./)
    const page = await openPage({ viewport, colorScheme: theme, reducedMotion: 'reduce' })
    const save = savingTo(page, `${size}-${theme}`)
    const mail = mailOn(page)
    await page.goto('/')
    await page.getByLabel('Indirizzo e-mail').waitFor()
    await save('01-sign-in')

    await signIn(page, { address: 'elena.guidi@monteverde.example' })
    await save('02-mail')
    await mail.rows.nth(1).click()
    await mail.reader.locator('.message-body').first().waitFor()
    await save('03-message')
    if (phone) await mail.reader.getByRole('button', { name: 'Indietro' }).click()
    else {
      await page.keyboard.press('r')
      await page.getByRole('dialog').locator('[contenteditable=true]').waitFor()
      await save('04-reply')
      await page.getByRole('button', { name: 'Chiudi e salva la bozza' }).click()
    }
    const composer = await beginMessage(page)
    await composer.addRecipient('irene.mancini@posta.example')
    await composer.subject.fill('Certificato di residenza: che cosa serve')
    await composer.words.fill('Gentile signora Mancini, le rispondo punto per punto.')
    await save('05-composer')
    await composer.panel.getByRole('button', { name: 'Chiudi e salva la bozza' }).click()
    if (!phone) {
      await mail.rows.nth(2).click({ button: 'right' })
      await page.getByRole('menuitem').first().waitFor()
      await save('06-menu')
      await page.keyboard.press('Escape')
      for (const at of [1, 2, 3]) await mail.rows.nth(at).click({ modifiers: ['ControlOrMeta'] })
      await save('07-selection')
      await page.keyboard.press('Escape')
      await mail.search('sopralluogo')
      await page.getByText(/\d+ risultat/).waitFor()
      await save('08-search')
      await page.getByRole('button', { name: 'Torna alla cartella' }).first().click()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      await save('09-shortcuts')
      await page.keyboard.press('Escape')
      await setDevice(page, { density: 'compact' })
      await mail.rows.first().waitFor()
      await save('10-compact')
      await setDevice(page, { density: 'comfortable', layout: 'below' })
      await mail.rows.first().waitFor()
      await mail.rows.nth(1).click()
      await save('11-below')
      await setDevice(page, { layout: 'right' })
    }
    for (const section of ['identity', 'reading', 'appearance', 'shortcuts', 'sessions']) {
      await page.goto(`/settings/${section}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await save(`12-settings-${section}`)
    }

    const other = await openPage({ viewport, colorScheme: theme })
    const saveOther = savingTo(other, `${size}-${theme}`)
    await signIn(other, newUser('vuota'))
    await saveOther('13-empty')
    await ask('imap', 'stall')
    const third = await openPage({ viewport, colorScheme: theme })
    await third.goto('/')
    await other.reload()
    await other.waitForTimeout(6000)
    await saveOther('14-slow')
    await ask('imap', 'refuse')
    await other.waitForTimeout(4000)
    await saveOther('15-down')
    await ask('imap', 'heal')
    await page.goto('/mail/inbox')
    await mail.rows.first().waitFor()
    await page.evaluate(() => document.documentElement.style.setProperty('zoom', '2'))
    await save('16-text-200')
  })
})

type Device = Partial<{ density: 'comfortable' | 'compact'; layout: 'right' | 'below' | 'none' }>

/** What this computer remembers of how one likes to work. */
async function setDevice(page: Page, device: Device): Promise<void> {
  await page.evaluate((change) => {
    const key = 'staffetta.device'
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), ...change }))
  }, device)
  await page.goto('/mail/inbox')
}

const savingTo = (page: Page, look: string) => async (name: string) => {
  // Pictures, fonts and the last transition.
  await page.waitForTimeout(400)
  await page.screenshot({ path: `${folder}${name}-${look}.png` })
}
