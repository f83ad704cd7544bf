import type { Page } from 'playwright-core'

/** The tasks, found as a person finds them: each has a tick that says its name, and a button that opens it. */
export function tasksOn(page: Page) {
  const notices = page.getByRole('region', { name: 'Avvisi' })
  const sheet = page.locator('#content')
  return {
    sheet,
    notices,
    line: sheet.getByRole('textbox', { name: 'Aggiungi un’attività', exact: true }),
    /** The button of a row; what it says begins with the title. */
    row: (title: string) =>
      sheet
        .getByRole('list')
        .getByRole('button', { name: new RegExp(`^(priorità \\w+ )?${title}`) })
        .first(),
    rows: sheet.locator('.task-rows .task-open'),
    tick: (title: string) => sheet.getByRole('checkbox', { name: `Completata: ${title}` }).first(),
    pane: (title: string) => sheet.getByRole('region', { name: title, exact: true }),
    go: async (view: string) => {
      await page.goto(`/tasks/${view}`)
      await sheet.getByRole('heading', { level: 1 }).waitFor()
    },
    add: async (line: string) => {
      const field = sheet.getByRole('textbox', { name: 'Aggiungi un’attività', exact: true })
      await field.fill(line)
      await field.press('Enter')
    },
    notice: (words: string | RegExp) => notices.getByText(words).last(),
    undo: () => notices.getByRole('button', { name: 'Annulla' }).last().click(),
  }
}
