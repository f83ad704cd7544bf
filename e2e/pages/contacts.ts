import type { Page } from 'playwright-core'

/** The address book, found as a person finds it: a list of names, and the card of whoever is open. */
export function contactsOn(page: Page) {
  const notices = page.getByRole('region', { name: 'Avvisi' })
  const sheet = page.locator('#content')
  return {
    sheet,
    notices,
    /** The button of a row; what it says begins with the family name. */
    row: (name: string) => sheet.locator('.contact-open').filter({ hasText: name }).first(),
    rows: sheet.locator('.contact-open'),
    card: (name: string) => sheet.getByRole('region', { name, exact: true }),
    form: (name: 'Nuovo contatto' | 'Modifica contatto') => sheet.getByRole('region', { name, exact: true }),
    side: page.getByRole('complementary', { name: 'Rubriche e gruppi' }),
    search: page.getByRole('searchbox', { name: 'Cerca persone, uffici ed enti' }),
    go: async () => {
      await page.goto('/contacts/all')
      await sheet.getByRole('heading', { level: 1 }).waitFor()
    },
    notice: (words: string | RegExp) => notices.getByText(words).last(),
    undo: () => notices.getByRole('button', { name: 'Annulla' }).last().click(),
  }
}
