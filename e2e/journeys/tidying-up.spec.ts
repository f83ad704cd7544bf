import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { beginMessage } from '../pages/composer.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'

const stored = (to: string, subject: string) => ({
  raw: aMessage().to(to).subject(subject).text('Il ponteggio è montato.').build(),
  receivedAt: new Date(),
})

test('what a search found in two folders is deleted at once and comes back to each of them', async ({
  page,
  newUser,
  ask,
}) => {
  const user = newUser('trova')
  await user.has('INBOX', [stored(user.address, 'In arrivo')])
  await user.has('Cantieri', [stored(user.address, 'In cantiere')])
  await signIn(page, user)
  const mail = mailOn(page)
  const subjects = async (folder: string) =>
    (await ask('doveadm', 'fetch', '-u', user.address, 'hdr.subject', 'mailbox', folder, 'all')).trim()

  await mail.search('ponteggio')
  await mail.row('In cantiere').waitFor()
  await mail.row('In arrivo').click({ modifiers: ['ControlOrMeta'] })
  await mail.row('In cantiere').click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('Delete')
  await mail.toast(/2 messaggi/).waitFor()
  await expect.poll(() => subjects('Trash')).toMatch(/In arrivo[^]*In cantiere|In cantiere[^]*In arrivo/)
  await mail.undo()
  await mail.toast('Annullato.').waitFor()

  expect(await subjects('Trash')).toBe('')
  expect(await subjects('INBOX')).toContain('In arrivo')
  expect(await subjects('Cantieri')).toContain('In cantiere')
})

test('a folder is dragged into another with what is in it', async ({ page, newUser, ask }) => {
  const user = newUser('trascina')
  await user.has('Lavori', [])
  await user.has('Piazza', [stored(user.address, 'Preventivo')])
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.folder('Piazza').waitFor()

  await mail.folder('Piazza').dragTo(mail.folder('Lavori'))

  await expect
    .poll(async () => (await ask('doveadm', 'mailbox', 'list', '-u', user.address)).split('\n').sort())
    .toContain('Lavori/Piazza')
})

test('a message is printed with its people and its words, and nothing else of the page', async ({
  page,
  newUser,
}) => {
  const user = newUser('stampa')
  await user.receive(
    aMessage()
      .from('Sara Conti <s.conti@studiovalle.example>')
      .to(user.address)
      .subject('Verbale')
      .html('<p>Il <b>verbale</b> è pronto.</p>'),
  )
  // The dialog of the browser cannot be driven: what it would be given is kept.
  await page.addInitScript(() => {
    const kept = window.top as unknown as { printed?: string }
    window.print = () => {
      kept.printed = document.body.innerText
    }
  })
  await signIn(page, user)
  const mail = mailOn(page)
  await mail.open('Verbale')
  await mail.reader.getByRole('button', { name: 'Altre azioni' }).first().click()
  await page.getByRole('menuitem', { name: 'Stampa' }).click()

  const printed = () => page.evaluate(() => (window as unknown as { printed?: string }).printed)
  await expect
    .poll(printed)
    .toMatch(/Verbale[^]*Sara Conti <s\.conti@studiovalle\.example>[^]*Il verbale è pronto\./)
  expect(await printed()).not.toContain('Posta in arrivo')
})

test('what is pasted from Word keeps its words, its bold, its list and its table, and none of its styles', async ({
  page,
  newUser,
  tolerate,
}) => {
  // The sheet of styles is read in a document that shows nothing; Chromium says all the same that it was not applied.
  tolerate(/Applying inline style violates/)
  await signIn(page, newUser('incolla'))
  const composer = await beginMessage(page)
  await composer.words.click()
  await composer.words.evaluate((words) => {
    const data = new DataTransfer()
    const point = (text: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>${text}<o:p></o:p></p>`
    data.setData(
      'text/html',
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
       <p class=MsoNormal style='font-family:Calibri'>Si <b>delibera</b>:<o:p></o:p></p>${point('primo')}${point('secondo')}
       <table class=MsoTableGrid><tr><td style='width:100pt'><p class=MsoNormal>Voce</p></td><td><p class=MsoNormal>Euro</p></td></tr></table></body></html>`,
    )
    words.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })

  await composer.words.getByText('secondo').waitFor()
  expect(await composer.words.locator('strong').allInnerTexts()).toEqual(['delibera'])
  expect(await composer.words.locator('li').allInnerTexts()).toEqual(['primo', 'secondo'])
  expect(await composer.words.locator('td').allInnerTexts()).toEqual(['Voce', 'Euro'])
  expect(await composer.words.innerHTML()).not.toMatch(/Mso|font-family|mso-/)
})
