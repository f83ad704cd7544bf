import { aMessage } from '@staffetta/testing'
import type { Locator, Page, Route } from 'playwright-core'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { beginMessage, composerOn } from '../pages/composer.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn, signOutEverywhere } from '../pages/sign-in.ts'
import { tasksOn } from '../pages/tasks.ts'

const outside = 'irene.mancini@posta.example'

test('a session that ends while one writes asks to sign in on top of the work, and nothing is lost', async ({
  page,
  openPage,
  newUser,
  tolerate,
}) => {
  tolerate(/status of 401/)
  tolerate(/status of 502 .*drafts/) // the autosave whose connection the sign-out closed; it is tried again
  const user = newUser('scrive')
  await signIn(page, user)
  const composer = await beginMessage(page)
  await composer.addRecipient(outside)
  await composer.subject.fill('Certificato')
  await composer.words.fill('Gentile signora, il certificato è pronto.')
  await composer.attach('certificato.txt', 'CERTIFICATO')
  await composer.files.getByText('11 B').waitFor()
  const elsewhere = await openPage()
  await signIn(elsewhere, user)

  await signOutEverywhere(elsewhere)

  const dialog = page.getByRole('dialog', { name: 'Entra di nuovo' })
  await dialog.waitFor()
  await dialog.getByLabel('Password', { exact: true }).fill(user.password)
  await dialog.getByRole('button', { name: 'Entra', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await composer.chip(outside).waitFor()
  expect(await composer.subject.inputValue()).toBe('Certificato')
  expect(await composer.words.innerText()).toContain('il certificato è pronto')
  await composer.files.getByText('certificato').waitFor()
  await composer.sendNow()
  await mailOn(page).toast('Messaggio inviato').waitFor()
})

test('what is marked or ticked off right before the page is left is stored', async ({
  page,
  stack,
  newUser,
}) => {
  const user = newUser('ricarica')
  await user.receive(aMessage().to(user.address).subject('Ordine del giorno').text('Allegato domani.'))
  const other = await otherProgram(stack, user)
  const tasks = tasksOn(page)
  await signIn(page, user)
  const row = mailOn(page).row('Ordine del giorno')
  await row.hover()
  const mark = row.getByRole('button', { name: 'Contrassegna' })
  await mark.waitFor()
  // A body takes its time to leave: the page is gone before it has.
  const devtools = await page.context().newCDPSession(page)
  const upload = (bytesPerSecond: number) =>
    devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: bytesPerSecond,
    })
  const clickAndLeave = async (control: Locator, to: string) => {
    await upload(150)
    const left = () =>
      control.evaluate((element: HTMLElement, address) => {
        // Drawn anew since it was found: nobody would press what is no longer there.
        if (!element.isConnected) return false
        element.click()
        location.replace(address)
        return true
      }, to)
    await expect.poll(left).toBe(true)
    await page.waitForURL(`**${to}`)
  }

  await clickAndLeave(mark, '/tasks/all')
  await tasks.line.waitFor()
  await upload(-1)
  const answered = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/api/calendar/tasks'),
  )
  await tasks.add('Pagare bolletta')
  await other.finds(['SUMMARY:Pagare bolletta', 'STATUS:NEEDS-ACTION'])
  // What is ticked before the page knows that it is stored waits its turn, and a page that goes takes it along.
  await (await answered).finished()
  await page.evaluate(() => new Promise((handled) => requestIdleCallback(handled)))
  await clickAndLeave(tasks.tick('Pagare bolletta'), '/mail/inbox')
  await row.getByLabel('Contrassegnato').waitFor()
  await upload(-1)
  await other.finds(['SUMMARY:Pagare bolletta', 'STATUS:COMPLETED'])
})

test('after the browser was killed the message being written is offered again', async ({ page, newUser }) => {
  const user = newUser('interrotta')
  await signIn(page, user)
  const composer = await beginMessage(page)
  await composer.addRecipient(outside)
  await composer.subject.fill('Relazione')
  await composer.words.fill('Prima parte della relazione.')
  await expect.poll(() => journalled(page)).toContain('Prima parte della relazione.')
  const crashed = page.waitForEvent('crash')
  const devtools = await page.context().newCDPSession(page)
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed

  const after = await page.context().newPage()
  await after.goto('/')
  await after.getByText(/Hai una bozza non inviata: «Relazione»/).waitFor()
  await after.getByRole('button', { name: 'Riapri' }).click()

  const recovered = composerOn(after)
  await recovered.chip(outside).waitFor()
  expect(await recovered.subject.inputValue()).toBe('Relazione')
  expect(await recovered.words.innerText()).toContain('Prima parte della relazione.')
})

test('a message called back in time stands in the composer as it was, and was sent to nobody', async ({
  page,
  newUser,
  ask,
}) => {
  const user = newUser('richiama')
  await signIn(page, user)
  const composer = await beginMessage(page)
  await composer.addRecipient(outside)
  await composer.subject.fill('Troppo presto')
  await composer.words.fill('Manca ancora una riga.')
  await composer.attach('atto.txt', 'ATTO')
  await composer.files.getByText('4 B').waitFor()
  await ask('outgoing')

  await composer.send.click()
  await mailOn(page).undo()

  await composer.chip(outside).waitFor()
  expect(await composer.subject.inputValue()).toBe('Troppo presto')
  expect(await composer.words.innerText()).toContain('Manca ancora una riga.')
  await composer.files.getByText('atto').waitFor()
  await composer.sendNow()
  await mailOn(page).toast('Messaggio inviato').waitFor()
  expect(subjects(await ask('outgoing'))).toEqual(['Troppo presto'])
})

test('a letter whose file is still on its way leaves by itself once it is there', async ({
  page,
  newUser,
  ask,
}) => {
  await signIn(page, newUser('allega'))
  const composer = await writeTo(page, 'Planimetria')
  const held: Route[] = []
  await page.route(/\/api\/mail\/uploads\?/, (route) => void held.push(route))
  await composer.attach('planimetria.txt', 'PLANIMETRIA')
  await ask('outgoing')

  await composer.send.click()
  await composer.panel.getByText('Parte da solo appena gli allegati sono caricati.').waitFor()
  expect(await ask('outgoing')).toEqual([])
  await Promise.all(held.map((route) => route.continue()))

  await mailOn(page).toast('Messaggio inviato').waitFor()
  const [sent] = await ask('outgoing')
  expect(sent?.raw).toContain('planimetria.txt')
})

test('pressing send twice sends one message', async ({ page, newUser, ask }) => {
  const user = newUser('doppio')
  await signIn(page, user)
  const composer = await writeTo(page, 'Doppio clic')
  await ask('outgoing')

  await composer.send.dblclick()

  await mailOn(page).toast('Messaggio inviato').waitFor()
  expect(subjects(await ask('outgoing'))).toEqual(['Doppio clic'])
  await mailOn(page).openFolder('Inviata')
  await mailOn(page).row('Doppio clic').waitFor()
  expect(await mailOn(page).rows.count()).toBe(1)
})

test('a refused recipient is named, and without it the message goes', async ({ page, newUser, ask }) => {
  await signIn(page, newUser('rifiutato'))
  const composer = await writeTo(page, 'Con refuso')
  await composer.addRecipient('nessuno@posta.example')
  await ask('outgoing')
  await ask('misbehave', {
    refuse: { at: 'recipient', code: 550, text: '5.1.1 No such user' },
  })

  await composer.sendNow()
  await composer.panel.getByText(/Il server ha rifiutato: .*nessuno@posta\.example/).waitFor()
  await ask('behave')
  await composer.chip('nessuno@posta.example').click()
  await composer.sendNow()

  await mailOn(page).toast('Messaggio inviato').waitFor()
  const sent = await ask('outgoing')
  expect(sent.map(({ recipients }) => recipients)).toEqual([[outside]])
})

test('a line cut after the whole message says that it may have gone, and the retry does not send it twice', async ({
  page,
  newUser,
  ask,
}) => {
  const user = newUser('incerto')
  await signIn(page, user)
  const colleague = newUser('riceve')
  const composer = await beginMessage(page)
  await composer.addRecipient(colleague.address)
  await composer.subject.fill('Delibera')
  await composer.words.fill('Testo della delibera.')
  await ask('misbehave', { cutAfterData: 'lost' })

  await composer.sendNow()
  await composer.panel.getByText(/Forse inviato/).waitFor()
  expect(await composer.words.innerText()).toContain('Testo della delibera.')
  await ask('behave')
  await composer.panel.getByRole('button', { name: 'Riprova' }).click()

  await mailOn(page).toast('Messaggio inviato').waitFor()
  const arrived = await ask(
    'doveadm',
    'fetch',
    '-u',
    colleague.address,
    'hdr.message-id',
    'mailbox',
    'INBOX',
    'all',
  )
  expect(arrived.match(/hdr\.message-id/g)).toHaveLength(1)
})

async function writeTo(page: Page, subject: string) {
  const composer = await beginMessage(page)
  await composer.addRecipient(outside)
  await composer.subject.fill(subject)
  await composer.words.fill('Buongiorno.')
  return composer
}

const subjects = (messages: { raw: string }[]) =>
  messages.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1])

/** What the browser's own journal of drafts holds. */
function journalled(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const name = (await indexedDB.databases()).find((one) => one.name?.endsWith('.drafts'))?.name
    if (!name) return ''
    return new Promise<string>((resolve) => {
      const opening = indexedDB.open(name)
      opening.addEventListener('success', () => {
        const reading = opening.result.transaction('drafts').objectStore('drafts').getAll()
        reading.addEventListener('success', () => {
          opening.result.close()
          resolve(JSON.stringify(reading.result))
        })
      })
    })
  })
}
