import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { type Journey, test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
import { signIn } from '../pages/sign-in.ts'

async function openMonteverde(page: Page, ask: Journey['ask'], address: string): Promise<void> {
  await enterAdministration(page, ask, { address, role: ['operator'] })
  await adminOn(page).body('Comune di Monteverde sul Foglia')
}

test('a body locks a preference with a reason and says when it works, and its people read it where they do or do not change it', async ({
  page,
  newUser,
  openPage,
  ask,
}) => {
  await openMonteverde(page, ask, newUser('operatore').address)
  await adminOn(page).part('Preferenze')
  const rule = page.getByRole('form', { name: 'Scorciatoie da tastiera' })
  await rule.getByRole('combobox').selectOption('Acceso')
  await rule.getByRole('checkbox').check()
  await rule.getByRole('button', { name: /^Salva/ }).click()
  await rule.getByText('Serve un motivo: lo leggono le persone.').waitFor()
  await rule.getByLabel('Perché non si cambia').fill('postazioni condivise allo sportello')
  expect(await problemsOf(page)).toEqual([])
  await rule.getByRole('button', { name: /^Salva/ }).click()
  await page.getByText('Preferenza salvata.').waitFor()
  await ask('staffetta', 'tenant', 'preference', 'monteverde', 'collectsWritten', 'off')
  await adminOn(page).part('Lavoro')
  await page.getByRole('radio', { name: 'Con l’orario dell’ente' }).click()
  await page.getByLabel('Settimana consueta').selectOption({ label: 'lun–sab 8–14' })
  await page.getByText('In tutto 36 ore alla settimana.').waitFor()
  await page.getByRole('button', { name: 'Salva l’orario' }).click()
  await page.getByText('Orario salvato').waitFor()
  expect(await problemsOf(page)).toEqual([])

  const theirs = await openPage()
  await signIn(theirs, newUser('collega'))
  await theirs.goto('/settings/shortcuts')
  await theirs
    .getByText('Deciso da Comune di Monteverde sul Foglia: postazioni condivise allo sportello')
    .waitFor()
  expect(await theirs.getByRole('switch', { name: /Scorciatoie da tastiera/ }).isDisabled()).toBe(true)
  expect(await problemsOf(theirs)).toEqual([])
  await theirs.goto('/settings/contacts')
  await theirs.getByText('Predefinito dell’ente', { exact: true }).waitFor()
  await theirs.getByRole('switch').click()
  await theirs.getByRole('button', { name: /Torna al predefinito dell’ente/ }).click()
  await theirs.getByText('Predefinito dell’ente', { exact: true }).waitFor()
  expect(await problemsOf(theirs)).toEqual([])

  await theirs.goto('/settings/calendar')
  const asBody = theirs.getByRole('radio', { name: 'Come il tuo ente: lun–sab 8–14' })
  expect(await asBody.isChecked()).toBe(true)
  const hours = theirs.locator('form').filter({ has: asBody })
  await theirs.getByRole('radio', { name: 'Un orario mio' }).click()
  await hours.getByRole('button', { name: 'Togli sabato 08:00–14:00' }).click()
  await hours.getByRole('button', { name: 'Salva' }).click()
  await theirs.getByText('Impostazioni salvate.').waitFor()
  expect(await asBody.isChecked()).toBe(false)
  expect(await problemsOf(theirs)).toEqual([])
  await asBody.click()
  await hours.getByRole('button', { name: 'Salva' }).click()
  await expect.poll(() => hours.getByRole('button', { name: 'Salva' }).isDisabled()).toBe(true)
  await theirs.reload()
  await expect.poll(() => asBody.isChecked()).toBe(true)

  await ask('staffetta', 'tenant', 'set-hours', 'monteverde')
  await ask('staffetta', 'tenant', 'preference', 'monteverde', 'collectsWritten', 'none')
  await ask('staffetta', 'tenant', 'preference', 'monteverde', 'shortcuts', 'none')
})

test('a notice is published, shown once to whoever signs in, and found again with the versions before it', async ({
  page,
  newUser,
  openPage,
  ask,
  onTestFinished,
}) => {
  // It would lie over the work of everybody who comes after.
  onTestFinished(() => ask('sql', 'delete from privacy_notice'))
  // Who publishes is somebody of the body too.
  const own = page.getByRole('dialog', { name: 'Informativa sulla privacy' })
  await page.addLocatorHandler(own, () => own.getByRole('button', { name: 'Ho letto' }).click())
  await openMonteverde(page, ask, newUser('operatore').address)
  await adminOn(page).part('Informativa')
  const publish = async (version: number, text: string) => {
    await page.getByLabel('Testo in italiano').fill(text)
    await page.getByRole('button', { name: `Pubblica la versione ${version}` }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Pubblica la versione ${version}` })
      .click()
    await page.getByText(`Versione ${version} pubblicata.`).waitFor()
  }
  await publish(1, '# Chi tratta i dati\nIl **Comune**.')
  expect(await problemsOf(page)).toEqual([])

  const theirs = await openPage()
  await signIn(theirs, newUser('legge'))
  const dialog = theirs.getByRole('dialog', { name: 'Informativa sulla privacy' })
  await dialog.getByRole('heading', { name: 'Chi tratta i dati' }).waitFor()
  expect(await problemsOf(theirs)).toEqual([])
  await dialog.getByRole('button', { name: 'Ho letto' }).click()
  await dialog.waitFor({ state: 'detached' })
  await publish(2, 'Cambia poco.')
  await theirs.goto('/settings/data')
  await dialog.getByText('Cambia poco.').waitFor()
  await dialog.getByRole('button', { name: 'Più tardi' }).click()
  await theirs.getByText('Non ne hai ancora preso visione.').waitFor()
  await theirs.getByRole('button', { name: 'Ho letto' }).click()
  await theirs.getByText(/Ne hai preso visione il/).waitFor()
  await theirs.getByRole('button', { name: 'Leggi la versione 1' }).click()
  await theirs.getByRole('heading', { name: 'Chi tratta i dati' }).waitFor()
  expect(await problemsOf(theirs)).toEqual([])
})
