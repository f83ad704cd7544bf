import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'
import type { Page } from 'playwright-core'

test('while IMAP is down the list stays, says since when, and mends itself', async ({
  page,
  newUser,
  ask,
  tolerate,
}) => {
  tolerate(/status of 50[0-9]/)
  const user = await withMail(newUser('guasto'))
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.row('Convocazione').waitFor()

  await ask('imap', 'refuse')
  await page.getByRole('button', { name: 'Aggiorna' }).click()
  await page.getByText(/Non aggiornato dalle \d\d:\d\d/).waitFor()
  await mail.row('Convocazione').waitFor()
  await mail.row('Convocazione').click()
  await mail.reader.getByRole('alert').waitFor()
  expect(await stillSpinning(page)).toEqual([])

  await ask('imap', 'heal')
  await user.receive(aMessage().to(user.address).subject('Dopo il guasto').text('Di nuovo qui.'))
  await page.getByText(/Non aggiornato dalle/).waitFor({ state: 'detached', timeout: 45_000 })
  await mail.row('Dopo il guasto').waitFor({ timeout: 30_000 })
})

test('a server that takes five seconds for every answer still shows what was known at once', async ({
  page,
  newUser,
  ask,
  tolerate,
}) => {
  tolerate(/status of 50[0-9]/)
  const user = await withMail(newUser('lento'))
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.row('Convocazione').waitFor()

  await ask('imap', 'delay', 2500)
  await mail.row('Convocazione').click()
  await mail.reader.getByText('La seduta è alle 18.').waitFor({ timeout: 60_000 })
  await page.reload()
  await mail.row('Convocazione').waitFor({ timeout: 2000 })
})

test('a server that hangs is not waited for without a word', async ({ page, newUser, ask, tolerate }) => {
  tolerate(/status of 50[0-9]/)
  const user = await withMail(newUser('fermo'))
  await user.has('Pratiche', [
    {
      raw: aMessage().to(user.address).subject('Pratica 12').text('Aperta.').build(),
      receivedAt: new Date(),
    },
    {
      raw: aMessage().to(user.address).subject('Pratica 13').text('Chiusa.').build(),
      receivedAt: new Date(),
    },
  ])
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.openFolder('Pratiche')
  await mail.row('Pratica 12').waitFor()
  await mail.openFolder(/Posta in arrivo/)
  await mail.row('Convocazione').waitFor()

  await ask('imap', 'stall')
  await mail.openFolder('Pratiche')
  await mail.row('Pratica 12').waitFor({ timeout: 1000 })
  await page.getByRole('button', { name: 'Aggiorna' }).click()
  await page.getByText(/Non aggiornato dalle \d\d:\d\d/).waitFor()
  await mail.row('Pratica 13').click()
  await mail.reader.getByText('Il server di posta tarda a rispondere.').waitFor({ timeout: 10_000 })
  await mail.row('Pratica 12').waitFor()

  await ask('imap', 'heal')
  await mail.reader.getByText('Chiusa.').waitFor({ timeout: 60_000 })
  await page.getByText(/Non aggiornato dalle/).waitFor({ state: 'detached', timeout: 45_000 })
  await mail.row('Pratica 12').click()
  await mail.reader.getByText('Aperta.').waitFor()
})

test('a connection that breaks in the middle is made anew without the person noticing', async ({
  page,
  newUser,
  ask,
}) => {
  const user = await withMail(newUser('spezzato'))
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.row('Convocazione').waitFor()

  await ask('imap', 'cut')

  await mail.open('Convocazione')
  await mail.reader.getByText('La seduta è alle 18.').waitFor()
  await user.receive(aMessage().to(user.address).subject('Arrivato dopo').text('Ciao.'))
  await mail.row('Arrivato dopo').waitFor({ timeout: 45_000 })
})

async function withMail<
  User extends { address: string; receive: (message: ReturnType<typeof aMessage>) => Promise<void> },
>(user: User): Promise<User> {
  await user.receive(aMessage().to(user.address).subject('Convocazione').text('La seduta è alle 18.'))
  return user
}

/** Whatever says that it is busy. */
function stillSpinning(page: Page): Promise<string[]> {
  return page
    .locator('[aria-busy=true], .ui-spinner')
    .evaluateAll((found) => found.map((one) => one.outerHTML.slice(0, 200)))
}
