import type { Locator, Page } from 'playwright-core'

/** The folders, the list and the open message, found as a person finds them: by what they are and what they are called. */
export function mailOn(page: Page) {
  const list = page.getByRole('grid')
  const reader = page.getByRole('region', { name: 'Lettura' })
  const row = (words: string | RegExp) => list.getByRole('row').filter({ hasText: words })
  return {
    list,
    rows: list.getByRole('row'),
    row,
    reader,
    /** The words of a message with HTML; they live in their own document. */
    body: reader.frameLocator('iframe[title="Testo del messaggio"]').locator('body'),
    toast: (words: string | RegExp) => page.getByRole('region', { name: 'Avvisi' }).getByText(words),
    folder: (name: string | RegExp) => page.getByRole('treeitem', { name }),
    menuItem: (name: string) => page.getByRole('menuitem', { name }),
    open: async (words: string | RegExp) => {
      await row(words).first().click()
      await reader
        .getByRole('heading', { level: 1 })
        .or(reader.getByRole('heading', { level: 2 }))
        .first()
        .waitFor()
    },
    openFolder: async (name: string | RegExp) => {
      await page.getByRole('treeitem', { name }).first().click()
    },
    /** Takes back what the newest notice tells of. */
    undo: () =>
      page.getByRole('region', { name: 'Avvisi' }).getByRole('button', { name: 'Annulla' }).last().click(),
    search: async (text: string) => {
      const box = page.getByRole('searchbox', { name: 'Cerca nella posta' })
      await box.fill(text)
      await box.press('Enter')
    },
  }
}

/** How many rows are drawn, whatever the length of the folder. */
export const drawnRows = (list: Locator): Promise<number> => list.getByRole('row').count()
