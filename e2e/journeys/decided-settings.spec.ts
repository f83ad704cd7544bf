import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
import { signIn } from '../pages/sign-in.ts'

test('a body locks a preference with a reason, and its people read it where they cannot change it', async ({
  page,
  newUser,
  openPage,
  ask,
}) => {
  const admin = adminOn(page)
  await enterAdministration(page, ask, { address: newUser('operatore').address, role: ['operator'] })
  await admin.body('Comune di Monteverde sul Foglia')
  await admin.part('Preferenze')
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

  await ask('staffetta', 'tenant', 'preference', 'monteverde', 'collectsWritten', 'none')
  await ask('staffetta', 'tenant', 'preference', 'monteverde', 'shortcuts', 'none')
})
