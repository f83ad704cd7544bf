import { aMessage } from '@staffetta/testing'
import { expect, onTestFinished } from 'vitest'
import { openCanary } from '../canary.ts'
import { test } from '../journey.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

test('a forwarded message is read where it is, with its own files, and loads nothing by itself', async ({
  page,
  newUser,
}) => {
  const canary = await openCanary()
  onTestFinished(canary.close)
  const user = newUser('inoltro')
  const innermost = aMessage().subject('Istanza originale').text('Chiedo copia degli atti.').build()
  const inner = aMessage()
    .from('Mario Verdi <mario.verdi@cittadini.example>')
    .subject('Richiesta di accesso')
    .html(`<p>In allegato l’istanza.</p><img src="${canary.imageUrl('dentro')}" alt="Logo">`)
    .attachMessage(innermost, 'istanza.eml')
    .build()
  await user.receive(
    aMessage().to(user.address).subject('Inoltro').text('Vedi sotto.').attachMessage(inner, 'richiesta.eml'),
  )
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.open('Inoltro')

  await mail.reader.getByTitle('richiesta.eml', { exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Richiesta di accesso' })
  await dialog.getByText('mario.verdi@cittadini.example').waitFor()
  await dialog.frameLocator('iframe').first().getByText('In allegato l’istanza.').waitFor()
  await dialog.getByText('Contenuti remoti bloccati: 1 immagine').waitFor()
  expect(canary.calls).toEqual([])

  await dialog.getByTitle('istanza.eml', { exact: true }).click()
  const deeper = page.getByRole('dialog', { name: 'Istanza originale' })
  await deeper.getByText('Chiedo copia degli atti.').waitFor()
  await deeper.getByRole('button', { name: 'Indietro' }).click()
  await page.getByRole('dialog', { name: 'Richiesta di accesso' }).waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(canary.calls).toEqual([])
})
