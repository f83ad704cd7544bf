import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'

const monteverde = 'Comune di Monteverde sul Foglia'

test('what administrators set of a body: domains that are proved, servers and a provider that are tried, a crest that only draws', async ({
  stack,
  page,
  openPage,
  newUser,
  ask,
  tolerate,
}) => {
  // What is not so yet says so.
  tolerate(/status of 4\d\d /)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const admin = adminOn(page)
  await enterAdministration(page, ask, { address: newUser('operatore').address, role: ['operator'] })
  await admin.body(monteverde)
  await admin.part('Domini')
  await page.getByLabel('Dominio', { exact: true }).fill('unione.example')
  await page.getByRole('button', { name: 'Aggiungi', exact: true }).click()
  await page.getByText('unione.example aggiunto.').waitFor()
  await page.getByRole('button', { name: 'Verifica unione.example' }).click()
  await page.getByRole('alert').getByText('manca il record').waitFor()
  expect(await problemsOf(page)).toEqual([])

  await page.getByRole('button', { name: 'Copia il valore' }).click()
  const value = await page.evaluate(() => navigator.clipboard.readText())
  await ask('publish', '_staffetta-check.unione.example', 'TXT', value)
  await page.getByRole('button', { name: 'Verifica unione.example' }).click()
  await page.getByText('unione.example è dell’ente').waitFor()
  await page.getByRole('switch', { name: 'Anche altri enti hanno indirizzi in unione.example' }).click()
  await page.getByText('In comune', { exact: true }).waitFor()
  const theirs = ['tenant', 'add-domain', 'borgometauro', 'unione.example', '--shared']
  await ask('staffetta', ...theirs, '--without-ownership', 'Statuto dell’Unione')

  const clerk = await openPage()
  const choices = async () => {
    const answer = await clerk.request.get(`${stack.url}/api/auth/options?domain=unione.example`)
    return ((await answer.json()) as { bodies: unknown[] }).bodies.length
  }
  await expect.poll(choices, { timeout: 30_000 }).toBe(2)
  await clerk.goto('/')
  await clerk.getByLabel('Indirizzo e-mail').fill('ivo.conti@unione.example')
  await clerk.getByLabel('Password', { exact: true }).fill('password')
  const body = clerk.getByRole('combobox', { name: 'Il tuo ente' })
  await expect.poll(() => body.isVisible(), { timeout: 30_000 }).toBe(true)
  await clerk.getByRole('button', { name: 'Entra', exact: true }).click()
  await clerk.getByText('Scegli il tuo ente e riprova').waitFor()
  expect(await problemsOf(clerk)).toEqual([])
  await body.selectOption({ label: monteverde })
  await clerk.getByRole('button', { name: 'Entra', exact: true }).click()
  await clerk.getByText(monteverde, { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Togli unione.example' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Togli' }).click()
  await page.getByText('unione.example tolto.').waitFor()
  await ask('staffetta', 'tenant', 'remove-domain', 'borgometauro', 'unione.example')

  await admin.part('Rubrica')
  await page.getByRole('radio', { name: 'In LDAP' }).click()
  await page.getByText('Prima serve il server LDAP').waitFor()
  await page.getByRole('radio', { name: 'L’ente non ne ha una' }).click()
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await page.getByText('L’ente non ha più una rubrica').waitFor()
  await page.getByRole('radio', { name: 'In una rubrica sul server CardDAV' }).click()
  const book = page.getByLabel('Rubrica', { exact: true })
  await book.selectOption({ label: 'Un’altra, per percorso…' })
  await page.getByLabel('Percorso sul server').fill('/nessuna/rubrica/')
  await page.getByRole('button', { name: 'Prova', exact: true }).click()
  await page.getByText('La prova non è riuscita').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await book.selectOption({ label: 'Dipendenti (/staffetta@monteverde.example/dipendenti/)' })
  await page.getByRole('button', { name: 'Prova', exact: true }).click()
  await page.getByText(/^Trovate \d+ schede/).waitFor()
  await page.getByText('Non è ancora salvato').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await page.getByText('Rubrica dell’ente salvata').waitFor()

  await admin.section('Enti')
  await admin.body('Provincia dimostrativa')
  await admin.part('Server')
  await page.getByRole('button', { name: 'Cambia: Invio (SMTP)' }).click()
  const port = page.getByLabel('Porta')
  const before = await port.inputValue()
  await port.fill('1')
  await page.getByRole('button', { name: 'Prova e salva' }).first().click()
  await page.getByText('La prova ha trovato un errore').waitFor()
  await page.getByText('rifiuta la connessione (connessione)').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await port.fill(before)
  await page.getByRole('button', { name: 'Prova e salva' }).first().click()
  await page.getByText('Invio (SMTP): salvato').waitFor()

  const mailbox = page.getByRole('region', { name: 'Utenza di prova' })
  await mailbox.getByRole('button', { name: 'Cambia: Utenza di prova' }).click()
  await mailbox.getByLabel('Indirizzo').fill('prova@provincia.example')
  await mailbox.getByLabel('Password', { exact: true }).fill('sbagliata')
  await mailbox.getByRole('button', { name: 'Prova e salva' }).click()
  await mailbox.getByText('non riconosce questo nome').waitFor()
  await mailbox.getByLabel('Password', { exact: true }).fill('password')
  await mailbox.getByRole('button', { name: 'Prova e salva' }).click()
  await page.getByText('Utenza di prova salvata').waitFor()
  await mailbox.getByText('prova@provincia.example').waitFor()

  const sender = page.getByRole('region', { name: 'Utenza per la posta che parte da sola' })
  await sender.getByRole('button', { name: 'Togli' }).click()
  await page.getByRole('alertdialog').getByText('non partono più').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByRole('alertdialog').getByRole('button', { name: 'Annulla' }).click()
  await sender.getByRole('button', { name: 'Cambia' }).click()
  await sender.getByLabel('Password', { exact: true }).fill('password')
  await sender.getByRole('button', { name: 'Prova e salva' }).click()
  await page.getByText('Utenza per la posta che parte da sola salvata').waitFor()

  const bodies = JSON.parse(await ask('staffetta', 'tenant', 'list', '--json')) as {
    identity: { issuer: string } | null
  }[]
  const issuer = bodies.find(({ identity }) => identity !== null)!.identity!.issuer
  await admin.part('Accesso')
  await page.getByRole('radio', { name: 'Con l’uno o con l’altra' }).click()
  await page.getByLabel('Indirizzo del servizio di accesso').fill('https://nessuno.invalid')
  await page.getByLabel('Nome del client').fill('staffetta')
  await page.getByLabel('Segreto', { exact: true }).fill('segreto-del-client-di-prova')
  await page.getByRole('button', { name: 'Prova e salva' }).first().click()
  await page.getByRole('alert').getByText('non risponde un servizio di accesso').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await page.getByLabel('Indirizzo del servizio di accesso').fill(issuer)
  await page.getByRole('button', { name: 'Prova e salva' }).first().click()
  await page.getByText('Accesso salvato').waitFor()

  const another = await openPage()
  await another.goto('/')
  const sso = another.getByRole('button', { name: 'Entra con l’accesso unico dell’ente' })
  await expect
    .poll(
      async () => {
        await another.getByLabel('Indirizzo e-mail').fill('')
        await another.getByLabel('Indirizzo e-mail').fill('sandra.venturi@provincia.example')
        await another.waitForTimeout(600)
        return sso.isVisible()
      },
      { timeout: 30_000 },
    )
    .toBe(true)

  await page.getByRole('radio', { name: 'Con la password della casella' }).click()
  await page.getByRole('button', { name: 'Salva', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Torna alla password' }).click()
  await page.getByText('Si entra di nuovo con la password').waitFor()

  await admin.part('Aspetto')
  const crest = (drawing: string) => ({
    name: 'stemma.svg',
    mimeType: 'image/svg+xml',
    buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 32">${drawing}</svg>`),
  })
  await page.locator('input[type=file]').setInputFiles(crest('<script>alert(1)</script>'))
  await page.getByText('non si può usare come stemma (<script>)').waitFor()
  await page.locator('input[type=file]').setInputFiles(crest('<path fill="#4f56b3" d="M2 7h24v12Z"/>'))
  await page.getByText('Stemma salvato').waitFor()
  await page.getByLabel('Testo nella pagina di accesso').fill('Lo sportello è aperto anche di pomeriggio.')
  await page.getByRole('button', { name: 'Aggiungi un collegamento' }).click()
  await page.getByLabel('Nome', { exact: true }).fill('Accessibilità')
  await page.getByLabel('Indirizzo (https)').fill('https://provincia.example/accessibilita')
  await page.getByRole('button', { name: 'Salva', exact: true }).click()
  await page.getByText('Aspetto salvato').waitFor()
  expect(await problemsOf(page)).toEqual([])
  await expect
    .poll(
      async () => {
        await another.reload()
        return another.getByText('Lo sportello è aperto anche').isVisible()
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  await another.getByRole('link', { name: 'Accessibilità' }).waitFor()
  expect(await another.locator('img.crest').evaluate((one: HTMLImageElement) => one.naturalWidth > 0)).toBe(
    true,
  )
  expect(await problemsOf(another)).toEqual([])
  // The page is that of every journey.
  await ask('staffetta', 'tenant', 'set-crest', 'provincia')
  await ask('staffetta', 'tenant', 'set-look', 'provincia', '--greeting', '', '--link', '')
})
