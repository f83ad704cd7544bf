import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'
import { signIn } from '../pages/sign-in.ts'

test('an operator enters by a second factor, switches a service off and on, and all of it is in the register', async ({
  page,
  openPage,
  newUser,
  ask,
}) => {
  const admin = adminOn(page)
  const { address } = newUser('operatore')
  await enterAdministration(page, ask, { address, role: ['operator', '--appointment', 'det. 12'] })
  await admin.heading('Enti').waitFor()
  await page.getByRole('link', { name: 'Comune di Borgo Metauro' }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  const clerk = await openPage()
  await signIn(clerk, { address: 'sandra.venturi@borgometauro.example' })

  await page.getByLabel('Filtra per nome o dominio').fill('metau')
  await admin.body('Comune di Borgo Metauro')
  await admin.part('Servizi digitali')
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('switch', { name: /Agenda/ }).click()
  const off = page.getByRole('dialog', { name: 'Spegnere Agenda per Comune di Borgo Metauro?' })
  await off.getByRole('button', { name: 'Spegni' }).click()
  await off.getByText('Scrivi il motivo: resta nel registro.').waitFor()
  await off.getByLabel('Motivo').fill('Prova di sospensione')
  await off.getByRole('button', { name: 'Spegni' }).click()
  await page.getByText('Agenda: spenta per Comune di Borgo Metauro.').waitFor()
  await expect
    .poll(
      async () => {
        await clerk.reload()
        await clerk.getByRole('grid').waitFor()
        return clerk.getByRole('navigation', { name: 'Servizi' }).getByRole('button').allTextContents()
      },
      { timeout: 30_000 },
    )
    .toEqual(['Posta', 'Rubrica'])
  await page.getByRole('switch', { name: /Agenda/ }).click()
  await page.getByText('Agenda: attiva per Comune di Borgo Metauro.').waitFor()

  await admin.part('Registro')
  await page.getByText('Motivo: Prova di sospensione').waitFor()
  await admin.section('Statistiche')
  await page.getByRole('row', { name: /^Comune di Borgo Metauro/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await admin.section('Registro delle operazioni')
  await page.getByRole('button', { name: 'Verifica integrità' }).click()
  await page.getByText('tutte come sono state scritte').waitFor()
  expect(await problemsOf(page)).toEqual([])
})

test('who changes who may do what confirms again, and a helper of one body sees that body only', async ({
  page,
  openPage,
  newUser,
  ask,
  tolerate,
}) => {
  // The answer that asks for the code.
  tolerate(/status of 403 .*\/api\/admin\/roles/)
  const admin = adminOn(page)
  const [operator, helper] = [newUser('operatore'), newUser('aiuto')]
  const telephone = await enterAdministration(page, ask, { address: operator.address, role: ['operator'] })
  await admin.section('Amministratori')
  await page.getByText(operator.address).waitFor()
  await ask('sql', `update session set proved_at = now() - interval '10 minutes'`)

  await page.getByRole('button', { name: 'Nuovo incarico' }).click()
  const dialog = page.getByRole('dialog', { name: 'Nuovo incarico' })
  await dialog.getByLabel('Nome e cognome').fill('Luca Serafini')
  await dialog.getByLabel('Indirizzo con cui entra').fill(helper.address)
  await dialog.getByLabel('Incarico').selectOption({ label: 'Assistente' })
  await dialog.getByLabel('Per l’ente').selectOption({ label: 'Comune di Borgo Metauro' })
  await dialog.getByRole('button', { name: 'Dai l’incarico' }).click()
  const again = page.getByRole('dialog', { name: 'Conferma che sei tu' })
  await again.getByLabel('Codice').fill(telephone.code())
  expect(await problemsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  const told = page.getByRole('dialog', { name: 'Codice d’invito per Luca Serafini' })
  await told.getByRole('button', { name: 'Chiudi' }).last().click()
  await page.getByRole('row', { name: /Luca Serafini.*Assistente/ }).waitFor()

  const elsewhere = await openPage()
  const theirs = adminOn(elsewhere)
  await ask('staffetta', 'role', 'end', await grantOf(ask, helper.address))
  await enterAdministration(elsewhere, ask, {
    address: helper.address,
    role: ['helper', '--for', 'borgometauro'],
  })
  await elsewhere.getByRole('link', { name: 'Comune di Borgo Metauro' }).waitFor()
  expect(await elsewhere.getByRole('link', { name: /^(Comune|Unione)/ }).count()).toBe(1)
  expect(await elsewhere.getByRole('treeitem').allTextContents()).toEqual(['Enti', 'Chiavi e codici'])
  await theirs.body('Comune di Borgo Metauro')
  await theirs.part('Servizi digitali')
  expect(await elsewhere.getByRole('switch', { name: /Posta/ }).isDisabled()).toBe(true)
})

async function grantOf(ask: (order: 'staffetta', ...args: string[]) => Promise<string>, address: string) {
  const grants = JSON.parse(await ask('staffetta', 'role', 'list', '--json')) as {
    id: string
    address: string
  }[]
  return grants.find((grant) => grant.address === address)!.id
}
