import { aMessage } from '@staffetta/testing'
import { expect, onTestFinished } from 'vitest'
import { openCanary } from '../canary.ts'
import { test } from '../journey.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

test('remote images wait for the reader; then the sender sees our proxy and nobody else', async ({
  page,
  newUser,
}) => {
  const canary = await openCanary()
  onTestFinished(canary.close)
  const user = newUser('immagini')
  const newsletter = (name: string) =>
    aMessage()
      .from('Rivista <rivista@altrove.example>')
      .to(user.address)
      .subject(`Numero ${name}`)
      .html(
        `<p>In copertina</p><img src="${canary.imageUrl(name)}" alt="La copertina" width="40" height="40">`,
      )
  await user.receive(newsletter('primo'))
  await user.receive(newsletter('secondo'))
  await signIn(page, user)
  const mail = mailOn(page)

  await mail.open('Numero primo')
  await mail.body.getByText('In copertina').waitFor()
  await mail.reader.getByText(/Contenuti remoti bloccati: 1 immagine da 127\.0\.0\.1/).waitFor()
  expect(canary.calls).toEqual([])

  await mail.reader.getByRole('button', { name: 'Mostra', exact: true }).click()
  await expect.poll(() => pictureWidth(mail.body)).toBe(1)
  expect(canary.calls.map(({ url }) => url)).toEqual(['/primo.gif'])

  await mail.open('Numero secondo')
  await mail.reader.getByText(/Contenuti remoti bloccati/).waitFor()
  expect(canary.calls).toHaveLength(1)
  await mail.reader.getByRole('button', { name: 'Quando mostrare le immagini' }).click()
  await page.getByRole('menuitem', { name: 'Sempre da rivista@altrove.example' }).click()
  await expect.poll(() => pictureWidth(mail.body)).toBe(1)

  await user.receive(newsletter('terzo'))
  await mail.open('Numero terzo')
  await expect.poll(() => pictureWidth(mail.body)).toBe(1)
  expect(await mail.reader.getByText(/Contenuti remoti bloccati/).count()).toBe(0)
  for (const { headers } of canary.calls) {
    expect(headers.cookie).toBeUndefined()
    expect(headers.referer).toBeUndefined()
    expect(headers['accept-language']).toBeUndefined()
    expect(headers['user-agent'] ?? '').not.toContain('Chrom')
  }
})

const pictureWidth = (body: ReturnType<typeof mailOn>['body']) =>
  body.getByAltText('La copertina').evaluate((image) => (image as HTMLImageElement).naturalWidth)
