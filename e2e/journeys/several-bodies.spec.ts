import { randomBytes } from 'node:crypto'
import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { beginMessage } from '../pages/composer.ts'
import { mailOn } from '../pages/mail.ts'
import { keptInBrowser, signIn, signOut } from '../pages/sign-in.ts'

test('whoever works for two bodies adds the second by keyboard, writes as each, and never sees one in the other', async ({
  page,
  newUser,
  ask,
  tolerate,
}) => {
  tolerate(/status of 40[19]/) // signed out; a tab of the other body
  const user = newUser('segretaria')
  const there = `segretaria.${randomBytes(4).toString('hex')}@borgometauro.example`
  await user.receive(aMessage().to(user.address).subject('Giunta di Monteverde').text('Ore 9.'))
  await signIn(page, user)
  await mailOn(page).row('Giunta di Monteverde').waitFor()
  const second = await page.context().newPage()
  await second.goto('/')
  await mailOn(second).row('Giunta di Monteverde').waitFor()
  const unfinished = await beginMessage(second)
  await unfinished.subject.fill('A metà')

  const begun = await beginMessage(page)
  await begun.subject.fill('Prima di cambiare')
  await begun.words.fill('Appena scritto.')
  await page.getByRole('button', { name: 'Menu personale' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Aggiungi un altro ente…' }).press('Enter')
  const adding = page.getByRole('dialog', { name: 'Aggiungi un altro ente' })
  await adding.getByLabel('Indirizzo e-mail').fill(there)
  await adding.getByLabel('Password', { exact: true }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await adding.getByLabel('Password', { exact: true }).fill('password')
  await page.keyboard.press('Enter')

  await page.locator('.strip-tenant').getByText('Comune di Borgo Metauro').waitFor()
  await page.locator('.list-pane .empty-state').waitFor()
  expect(await page.getByText('Giunta di Monteverde').count()).toBe(0)
  const elsewhere = second.getByRole('dialog', { name: 'Questo browser lavora per un altro ente' })
  await elsewhere.waitFor()
  expect(await problemsOf(second)).toEqual([])

  const letter = await beginMessage(page)
  await letter.addRecipient('irene.mancini@posta.example')
  await letter.subject.fill('Dal Borgo')
  await letter.words.fill('Buongiorno.')
  await letter.sendNow()
  await mailOn(page).toast('Messaggio inviato').waitFor()
  expect(await ask('outgoing')).toMatchObject([{ sender: there }])

  await elsewhere.getByRole('button', { name: 'Torna a Comune di Monteverde sul Foglia' }).press('Enter')
  await elsewhere.waitFor({ state: 'detached' })
  expect(await unfinished.subject.inputValue()).toBe('A metà')
  const other = page.getByRole('dialog', { name: 'Questo browser lavora per un altro ente' })
  await other.getByRole('button', { name: 'Continua con l’altro ente' }).press('Enter')
  await mailOn(page).row('Giunta di Monteverde').waitFor()
  await mailOn(page).openFolder('Bozze')
  await mailOn(page).row('Prima di cambiare').waitFor()

  await page.getByRole('button', { name: 'Menu personale' }).click()
  await page.getByRole('menuitem', { name: 'Lavora per Comune di Borgo Metauro' }).click()
  await page.locator('.strip-tenant').getByText('Comune di Borgo Metauro').waitFor()
  await second.close()

  await signOut(page)
  await expect.poll(() => keptInBrowser(page)).toEqual([])
  await page.goto('/')
  await page.getByRole('heading', { name: 'Entra' }).waitFor()
})
