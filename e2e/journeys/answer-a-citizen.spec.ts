import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { composerOn } from '../pages/composer.ts'
import { drawnRows, mailOn } from '../pages/mail.ts'
import { keptInBrowser, signIn, signOut } from '../pages/sign-in.ts'

test('a folder of 20,000 messages is scrolled from end to end, and few rows are drawn', async ({ page }) => {
  const mail = mailOn(page)
  await signIn(page, { address: 'protocollo@monteverde.example' })
  await page.getByText(/2\d\.\d\d\d messaggi/).waitFor()
  const drawn: number[] = []

  for (const share of [0.25, 0.5, 0.75, 1]) {
    await page.waitForFunction(
      (to) => {
        const list = document.querySelector('[role=grid]')
        // Conversations may be learnt meanwhile: then there are fewer rows for the same messages, and this place is another.
        list?.scrollTo(0, list.scrollHeight * to)
        const last = Math.floor(Number(list?.getAttribute('aria-rowcount')) * to)
        return [...(list?.querySelectorAll('[role=row]:has(time)') ?? [])].some(
          (row) => Math.abs(Number(row.getAttribute('aria-rowindex')) - last) < 40,
        )
      },
      share,
      { polling: 500 },
    )
    drawn.push(await drawnRows(mail.list))
  }
  const total = Number(await mail.list.getAttribute('aria-rowcount'))
  await mail.list.press('End')
  await mail.list.locator(`[aria-rowindex="${total}"] time`).waitFor()
  await mail.list.press('Home')
  await mail.list.locator('[aria-rowindex="1"] time').waitFor()

  expect(total).toBeGreaterThan(10_000)
  expect(Math.max(...drawn)).toBeLessThan(60)
  expect(await page.getByRole('button', { name: /pagina|carica altr/i }).count()).toBe(0)
})

test('a citizen is answered with an attachment; the answer arrives in the window of a colleague by itself', async ({
  page,
  openPage,
  newUser,
}) => {
  const clerk = newUser('sportello')
  const colleague = newUser('collega')
  await clerk.receive(
    aMessage()
      .from(`Irene Mancini <${colleague.address}>`)
      .to(clerk.address)
      .subject('Certificato di residenza')
      .text('Buongiorno, come posso avere il certificato?\n\nIrene Mancini'),
  )
  await signIn(page, clerk)
  const other = await openPage()
  await signIn(other, colleague)
  const mail = mailOn(page)

  await mail.open('Certificato di residenza')
  await mail.reader.getByText('come posso avere il certificato').waitFor()
  await page.keyboard.press('r')
  const composer = composerOn(page)
  await composer.words.click()
  await page.keyboard.type('Le mando il modulo in allegato.')
  await composer.attach('modulo.txt', 'MODULO DI RICHIESTA')
  await composer.files.getByText('modulo').waitFor()
  await composer.sendNow()

  const elsewhere = mailOn(other)
  await elsewhere.row('Certificato di residenza').waitFor()
  await elsewhere.open('Certificato di residenza')
  await elsewhere.body.getByText('Le mando il modulo in allegato.').waitFor()
  const [download] = await Promise.all([
    other.waitForEvent('download'),
    elsewhere.reader.getByRole('link', { name: 'Scarica modulo.txt' }).click(),
  ])
  const bytes = await download.createReadStream()
  expect(Buffer.concat(await bytes.toArray()).toString()).toBe('MODULO DI RICHIESTA')

  await mail.openFolder('Inviata')
  await mail.open('Certificato di residenza')
  await mail.reader.getByRole('link', { name: 'Scarica modulo.txt' }).waitFor()
  await mail.openFolder(/Posta in arrivo/)
  await mail.row('Certificato di residenza').getByLabel('Risposto').waitFor()
})

test('a search finds it in this folder and in all of them, by words and by operators', async ({
  page,
  newUser,
}) => {
  const user = newUser('ricerca')
  const letter = (subject: string, words: string, from = 'Edil Foglia <cantieri@edilfoglia.example>') =>
    aMessage().from(from).to(user.address).subject(subject).text(words)
  const at = (raw: Buffer) => ({ raw, receivedAt: new Date() })
  await user.has('INBOX', [
    at(letter('Piano di sicurezza', 'Il ponteggio è montato.').build()),
    at(letter('Mensa', 'Le quote.', 'Scuola Verdi <mensa@scuola.example>').build()),
  ])
  await user.has('Cantieri', [at(letter('Collaudo', 'Si smonta il ponteggio.').build())])
  await signIn(page, user)
  const mail = mailOn(page)

  await mail.search('ponteggio')
  await mail.row('Piano di sicurezza').waitFor()
  await mail.row('Collaudo').waitFor()
  expect(await mail.rows.count()).toBe(2)

  await page.getByRole('button', { name: 'Posta in arrivo', exact: true }).click()
  await mail.row('Collaudo').waitFor({ state: 'detached' })
  await mail.row('Piano di sicurezza').waitFor()

  await mail.search('da:scuola')
  await mail.row('Mensa').waitFor()
  expect(await mail.rows.count()).toBe(1)
})

test('what was moved comes back to its folder with its flags when it is undone', async ({
  page,
  newUser,
  ask,
}) => {
  const user = newUser('sposta')
  await user.has('Pratiche', [
    {
      raw: aMessage().to(user.address).subject('Pratica 118').text('In lavorazione.').build(),
      receivedAt: new Date(),
      flags: ['\\Seen', '\\Flagged', '\\Answered'],
    },
  ])
  await user.has('Evase', [])
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.openFolder('Pratiche')
  await mail.row('Pratica 118').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Sposta in…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Sposta in…' })
  await dialog.getByRole('combobox').fill('evas')
  await page.keyboard.press('Enter')
  await mail.toast('1 messaggio spostato in «Evase»').waitFor()
  await mail.row('Pratica 118').waitFor({ state: 'detached' })

  await mail.undo()

  await mail.row('Pratica 118').waitFor()
  await mail.toast('Annullato.').waitFor()
  const where = async (folder: string) =>
    (await ask('doveadm', 'fetch', '-u', user.address, 'flags', 'mailbox', folder, 'all')).trim()
  expect(await where('Evase')).toBe('')
  expect(await where('Pratiche')).toMatch(/(?=.*\\Seen)(?=.*\\Flagged)(?=.*\\Answered)/)
})

test('after signing out nothing of the person is left in the browser', async ({ page, newUser }) => {
  const user = newUser('esce')
  await user.receive(aMessage().to(user.address).subject('Riservato').text('Solo per te.'))
  await signIn(page, user)
  await mailOn(page).open('Riservato')
  await page.keyboard.press('c')
  const composer = composerOn(page)
  await composer.subject.fill('Appunti')
  await composer.saved.waitFor()

  await signOut(page)

  await expect.poll(() => keptInBrowser(page)).toEqual([])
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual([])
  await page.goBack()
  expect(await page.getByText('Riservato').count()).toBe(0)
})
