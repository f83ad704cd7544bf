import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import type { Journey } from '../journey.ts'
import { signIn } from './sign-in.ts'

/** An authenticator on a telephone: a code is good once, so the next one is of the half minute that follows. */
export interface Authenticator {
  code: () => string
}

/** They stand together under one part. */
const settings = [
  'Domini',
  'Server',
  'Accesso',
  'Rubrica',
  'Aspetto',
  'Lavoro',
  'Sale e mezzi',
  'Preferenze',
  'Informativa',
  'Conservazione',
  'Configurazione',
]

export function adminOn(page: Page) {
  return {
    open: () =>
      page.getByRole('navigation', { name: 'Servizi' }).getByRole('button', { name: 'Gestione' }).click(),
    section: (name: string) => page.getByRole('treeitem', { name }).click(),
    body: (name: string) => page.getByRole('link', { name }).click(),
    part: async (name: string) => {
      const press = (group: string, button: string) =>
        page.getByRole('group', { name: group }).getByRole('button', { name: button, exact: true }).click()
      if (!settings.includes(name)) return press('Parti della scheda', name)
      await press('Parti della scheda', 'Impostazioni')
      await press('Impostazioni', name)
    },
    heading: (name: string | RegExp) => page.getByRole('heading', { level: 1, name }),
  }
}

/** Gives somebody a role by the command line, and lets them set up their second factor with the code it tells. */
export async function enterAdministration(
  page: Page,
  ask: Journey['ask'],
  { address, role }: { address: string; role: string[] },
): Promise<Authenticator> {
  const granted = await ask(
    'staffetta',
    'role',
    'grant',
    address,
    ...role,
    '--name',
    'Marta Olivieri',
    '--json',
  )
  const { code } = JSON.parse(granted) as { code: string }
  await signIn(page, { address })
  await adminOn(page).open()
  await page.getByLabel('Codice d’invito').fill(code)
  await page.getByRole('button', { name: 'Continua' }).click()
  await page.getByRole('button', { name: 'Usa un’app di codici' }).click()
  const shown = await page.locator('.admin-secret code').textContent()
  const totp = new TOTP({ secret: Secret.fromBase32((shown ?? '').replace(/\s/g, '')) })
  let used = 0
  await page.getByLabel('Codice a sei cifre').fill(totp.generate())
  await page.getByRole('button', { name: 'Conferma' }).click()
  await page.getByRole('button', { name: 'Li ho conservati' }).click()
  return { code: () => totp.generate({ timestamp: Date.now() + 30_000 * ++used }) }
}
