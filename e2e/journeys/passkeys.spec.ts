import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn } from '../pages/admin.ts'
import { signIn } from '../pages/sign-in.ts'

/** A key that is built into the computer, and looks at whoever sits there. */
async function plugIn(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  const looksAway = (away: boolean) =>
    devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: !away })
  return { looksAway }
}

test('an administrator sets up a key by the invitation, enters and confirms with it, and never loses the last way in', async ({
  page,
  newUser,
  ask,
  tolerate,
}) => {
  tolerate(/status of 403 .*\/api\/admin\//)
  const admin = adminOn(page)
  const { address } = newUser('chiave')
  const granted = await ask(
    'staffetta',
    'role',
    'grant',
    address,
    'operator',
    '--name',
    'Marta Olivieri',
    '--json',
  )
  const { code, id } = JSON.parse(granted) as { code: string; id: string }
  const key = await plugIn(page)
  await signIn(page, { address })
  await admin.open()
  await page.getByLabel('Codice d’invito').fill(code)
  await page.keyboard.press('Enter')
  await page.getByText('qui localhost').waitFor()
  expect(await problemsOf(page)).toEqual([])
  // The key has the focus: it is the better way.
  await page.keyboard.press('Enter')
  await page.getByLabel('Nome della chiave').fill('Computer dell’ufficio')
  await key.looksAway(true)
  await page.keyboard.press('Enter')
  await page.getByText('La chiave non ha confermato').waitFor()
  await key.looksAway(false)
  await page.getByRole('button', { name: 'Crea una chiave' }).click()
  await page.getByRole('button', { name: 'Li ho conservati' }).click()
  await admin.heading('Enti').waitFor()

  await ask('sql', `update session set proved_at = null`)
  await page.reload()
  await page.getByRole('button', { name: 'Usa la chiave' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  await admin.heading('Enti').waitFor()

  await admin.section('Chiavi e codici')
  await page.getByRole('heading', { name: 'Computer dell’ufficio' }).waitFor()
  await page.getByText('È l’unica conferma che hai').waitFor()
  expect(await page.getByRole('button', { name: /^Togli/ }).count()).toBe(0)
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Rinomina Computer dell’ufficio' }).click()
  await page.getByLabel('Nome della chiave').fill('Portatile')
  await page.keyboard.press('Enter')
  await page.getByText('Ora si chiama Portatile.').waitFor()
  await page.getByRole('button', { name: 'Aggiungi una chiave' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Crea una chiave' }).click()
  await page.getByText('Questo dispositivo ha già una chiave').waitFor()
  await page.keyboard.press('Escape')

  await ask('sql', `update session set proved_at = now() - interval '10 minutes'`)
  await page.getByRole('button', { name: 'Fanne dieci nuovi' }).click()
  const again = page.getByRole('dialog', { name: 'Conferma che sei tu' })
  await again.getByRole('button', { name: 'Usa la chiave' }).click()
  const told = page.getByRole('dialog', { name: 'Conserva questi codici' })
  await told.getByRole('listitem').first().waitFor()
  expect(await told.getByRole('listitem').count()).toBe(10)
  const [spare] = await told.getByRole('listitem').allTextContents()
  expect(await problemsOf(page)).toEqual([])
  await told.getByRole('button', { name: 'Li ho conservati' }).click()

  // A key of another address is named, and a code is the way in.
  await ask('sql', `update passkey set host = 'posta.provincia.example' where name = 'Portatile'`)
  await ask('sql', `update session set proved_at = null`)
  await page.reload()
  await page.getByText('La tua chiave vale a posta.provincia.example').waitFor()
  await page.getByLabel('Codice').fill(spare!)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Portatile' }).waitFor()
  expect(await ask('staffetta', 'role', 'factors', id)).toContain(
    'key "Portatile" at posta.provincia.example',
  )
})
