import type { Page } from 'playwright-core'

/** The one message being written on this page. */
export function composerOn(page: Page) {
  const panel = page.getByRole('region', { name: 'Messaggi in scrittura' }).getByRole('dialog')
  const recipients = panel.getByRole('combobox', { name: 'A', exact: true })
  return {
    panel,
    recipients,
    subject: panel.getByLabel('Oggetto'),
    words: panel.getByRole('textbox', { name: 'Testo' }),
    files: panel.getByRole('list', { name: 'Allegati' }),
    chip: (name: string) => panel.getByRole('button', { name: `Togli ${name}` }),
    saved: panel.getByText(/Bozza salvata alle/),
    send: panel.getByRole('button', { name: 'Invia', exact: true }),
    /** Sends without the seconds in which it could be called back. */
    sendNow: async () => {
      await panel.getByRole('button', { name: 'Altri modi di inviare' }).click()
      await page.getByRole('menuitem', { name: 'Invia subito, senza attesa' }).click()
    },
    addRecipient: async (address: string) => {
      await recipients.fill(address)
      await recipients.press('Enter')
    },
    attach: async (name: string, content: string | Buffer, mimeType = 'text/plain') => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        panel.getByRole('button', { name: 'Allega', exact: true }).click(),
      ])
      await chooser.setFiles({ name, mimeType, buffer: Buffer.from(content) })
    },
  }
}

/** Opens a new message from the button above the folders. */
export async function beginMessage(page: Page) {
  await page.getByRole('button', { name: 'Scrivi', exact: true }).click()
  const composer = composerOn(page)
  await composer.words.waitFor()
  return composer
}
