import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { beginMessage } from '../pages/composer.ts'
import { signIn } from '../pages/sign-in.ts'

test('a setting is found by its words, an identity is made, and a message leaves with its name and address for answers', async ({
  page,
  newUser,
  ask,
}) => {
  const user = newUser('scrive')
  await signIn(page, user)
  await page.goto('/settings/appearance')
  await page.getByRole('heading', { level: 1, name: 'Aspetto' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('firm')
  const found = page.getByRole('listbox', { name: 'Cerca nelle impostazioni' })
  await found.getByRole('option', { name: /^Firma in calce/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  while (
    (await found.getByRole('option', { selected: true }).textContent())?.startsWith('Firma in calce') ===
    false
  )
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('[data-setting="identity.items.signature"][data-pointed]').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('textbox')

  await page.getByRole('button', { name: 'Nuova identità' }).click()
  await page.getByLabel('Nome mostrato').fill('Ufficio tecnico')
  await page.getByLabel('Rispondi a').fill('tecnico@monteverde.example')
  await page.getByRole('textbox', { name: 'Firma in calce' }).fill('Ufficio tecnico\nTel. 0722 555 0114')
  await page.getByRole('button', { name: 'Usa come predefinita' }).click()
  await page.getByText('Modifiche non salvate').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await page.getByText('Impostazioni salvate.').waitFor()

  await page.goto('/')
  const composer = await beginMessage(page)
  await composer.words.getByText('Tel. 0722 555 0114').waitFor()
  await composer.panel.getByText('risposte a tecnico@monteverde.example').waitFor()
  await composer.addRecipient('fuori@altrove.example')
  await composer.subject.fill('Sopralluogo')
  await ask('outgoing')
  await composer.sendNow()
  const raw = async () => (await ask('outgoing')).map((mail) => mail.raw).join('')
  await expect.poll(raw).toMatch(/^Reply-To: Ufficio tecnico <tecnico@monteverde\.example>\r?$/im)

  const second = await beginMessage(page)
  await second.panel.getByRole('button', { name: /Ufficio tecnico/ }).click()
  await page.locator('[role^=menuitem]', { hasText: /scrive/i }).click()
  await second.words.getByText('Tel. 0722 555 0114').waitFor({ state: 'detached' })
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto('/settings/identity')
  await page.getByLabel('Nome mostrato').waitFor()
  expect(await problemsOf(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

test('the servers for other programs are copied, and a telephone reads the code of the profile', async ({
  page,
  newUser,
  ask,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  for (const kind of ['imap', 'smtp', 'dav'])
    await ask('staffetta', 'tenant', 'set-public', 'monteverde', kind, '--host', `${kind}.monteverde.example`)
  await signIn(page, newUser('telefono'))
  await page.goto('/settings/programs')
  await page.getByRole('button', { name: 'Copia Server, Posta in arrivo (IMAP)' }).click()
  await page.getByText('Copiato.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('imap.monteverde.example')
  await page.getByText('L’URL è https://dav.monteverde.example/').waitFor()
  await page.getByRole('button', { name: 'Mostra il codice per il telefono' }).click()
  await page.getByRole('img', { name: 'Codice che apre il profilo sul telefono' }).waitFor()
  const [profile] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Scarica il profilo' }).click(),
  ])
  expect(profile.suggestedFilename()).toBe('monteverde.mobileconfig')
  expect(await problemsOf(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  for (const kind of ['imap', 'smtp', 'dav'])
    await ask('staffetta', 'tenant', 'set-public', 'monteverde', kind)
})

test('a copy of all that is one’s own is found by searching for it, and saved', async ({ page, newUser }) => {
  const user = newUser('porta-via')
  await signIn(page, user)
  await page.goto('/settings/reading')
  await page.getByRole('combobox', { name: 'Cerca nelle impostazioni' }).fill('portabilita')
  await page.keyboard.press('Enter')
  await page.locator('[data-setting="data.items.copy"][data-pointed]').waitFor()
  expect(await problemsOf(page)).toEqual([])
  const [copy] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Prepara e scarica' }).click(),
  ])
  expect(copy.suggestedFilename()).toMatch(new RegExp(`^${user.address}.*\\.zip$`))
  expect(await copy.failure()).toBeNull()
})
