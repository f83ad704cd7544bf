import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { beginMessage } from '../pages/composer.ts'
import { mailOn } from '../pages/mail.ts'
import { keptInBrowser, signIn, signOut, signOutEverywhere } from '../pages/sign-in.ts'

test('what is marked in one tab shows in the other', async ({ page, newUser }) => {
  const user = newUser('schede')
  await user.receive(aMessage().to(user.address).subject('Ordine del giorno').text('Allegato domani.'))
  await signIn(page, user)
  const second = await page.context().newPage()
  await second.goto('/')
  await mailOn(second).row('Ordine del giorno').waitFor()

  await mailOn(page).row('Ordine del giorno').hover()
  await mailOn(page).row('Ordine del giorno').getByRole('button', { name: 'Contrassegna' }).click()
  await mailOn(second).row('Ordine del giorno').getByLabel('Contrassegnato').waitFor()
  await mailOn(second).open('Ordine del giorno')

  await mailOn(page).row('Ordine del giorno').getByText('Da leggere').waitFor({ state: 'detached' })
})

test('signing out in one tab takes the mail off the screen of the other', async ({
  page,
  newUser,
  tolerate,
}) => {
  tolerate(/status of 401/)
  const user = newUser('esce')
  await user.receive(aMessage().to(user.address).subject('Riservato').text('Solo per te.'))
  await signIn(page, user)
  const second = await page.context().newPage()
  await second.goto('/')
  await mailOn(second).row('Riservato').waitFor()

  await signOut(page)

  await second.getByRole('heading', { name: 'Entra' }).waitFor()
  expect(await second.getByText('Riservato').count()).toBe(0)
  await expect.poll(() => keptInBrowser(page)).toEqual([])
})

test('signing out everywhere ends the session of the other browser too', async ({
  page,
  openPage,
  newUser,
  tolerate,
}) => {
  tolerate(/status of 401/)
  const user = newUser('ovunque')
  await user.receive(aMessage().to(user.address).subject('Verbale').text('In allegato.'))
  await signIn(page, user)
  const home = await openPage()
  await signIn(home, user)

  await signOutEverywhere(page)

  await home.getByRole('dialog', { name: 'Entra di nuovo' }).waitFor()
  await home.reload()
  await home.getByRole('heading', { name: 'Entra' }).waitFor()
  expect(await home.getByText('Verbale').count()).toBe(0)
})

test('a person of another municipality on the same browser sees nothing of the one before', async ({
  page,
  newUser,
  tolerate,
}) => {
  tolerate(/status of 401/)
  const user = newUser('prima')
  await user.receive(aMessage().to(user.address).subject('Pratica di Monteverde').text('Riservata.'))
  await signIn(page, user)
  await mailOn(page).open('Pratica di Monteverde')
  const composer = await beginMessage(page)
  await composer.subject.fill('Appunti riservati')
  await composer.words.fill('Da non mostrare.')
  await signOut(page)

  await signIn(page, { address: 'matteo.rinaldi@borgometauro.example' })

  await page.getByText('Comune di Borgo Metauro').first().waitFor()
  await mailOn(page).row('Ordinanza mercato del sabato').waitFor()
  expect(await page.getByText(/Monteverde|Appunti riservati/).count()).toBe(0)
  await page.goBack()
  await page.waitForLoadState()
  expect(await page.getByText(/Pratica di Monteverde|Appunti riservati/).count()).toBe(0)
})
