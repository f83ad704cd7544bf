import type { Locator, Page } from 'playwright-core'

/** The agenda, found as a person finds it: an event says its name, its day and its hours. */
export function calendarOn(page: Page) {
  const agenda = page.getByRole('region', { name: 'Agenda', exact: true })
  const notices = page.getByRole('region', { name: 'Avvisi' })
  const quick = page.getByRole('dialog', { name: 'Nuovo evento', exact: true })
  const slot = (when: string) => agenda.getByRole('gridcell', { name: new RegExp(`^${when}(?:: |$)`) })
  /** Once it is stored: until then it can only be seen. */
  const event = (title: string, ...said: string[]) =>
    agenda.getByRole('button', { name: spoken(title, said), disabled: false }).first()
  return {
    agenda,
    quick,
    slot,
    event,
    /** The title, the day and the hours of it, as they are read out. */
    events: (title: string, ...said: string[]) => agenda.getByRole('button', { name: spoken(title, said) }),
    card: (title: string) => page.getByRole('dialog', { name: title, exact: true }),
    scope: page.getByRole('dialog', { name: /^Che cosa / }),
    conflict: page.getByRole('dialog', { name: 'Qualcun altro ha cambiato le stesse cose' }),
    field: (name: string) => agenda.getByLabel(name, { exact: true }),
    notice: (words: string | RegExp) => notices.getByText(words).last(),
    go: async (view: string, day: string) => {
      await page.goto(`/calendar/${view}/${day}`)
      await agenda.waitFor()
    },
    /** Presses the half hour and goes on in the full form. */
    beginSeries: async (when: string, title: string) => {
      await slot(when).click()
      await quick.getByLabel('Titolo').fill(title)
      await quick.getByRole('button', { name: 'Altri dettagli' }).click()
      await agenda.getByLabel('Si ripete', { exact: true }).selectOption('weekly')
    },
    edit: async (title: string, ...said: string[]) => {
      await event(title, ...said).click()
      await page
        .getByRole('dialog', { name: title, exact: true })
        .getByRole('button', { name: 'Modifica', exact: true })
        .click()
      await agenda.getByRole('heading', { name: 'Modifica evento' }).waitFor()
    },
    save: () => agenda.getByRole('button', { name: 'Salva', exact: true }).click(),
    /** From one half hour to another, as far as the hand goes between the two. */
    drag: (from: string, to: string) => dragged(page, slot(from), slot(to)),
    /** Takes the lower edge of an event to where a half hour begins. */
    stretch: async (title: string, to: string) => {
      const target = (await slot(to).boundingBox())!
      const edge = (await event(title).locator('[data-edge]').boundingBox())!
      await page.mouse.move(edge.x + edge.width / 2, edge.y + edge.height / 2)
      await page.mouse.down()
      await page.mouse.move(target.x + target.width / 2, target.y + 1, { steps: 4 })
      await page.mouse.up()
    },
    undo: () => notices.getByRole('button', { name: 'Annulla' }).last().click(),
  }
}

async function dragged(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!]
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 })
  await page.mouse.up()
}

/** In another year than this the day is said with it. */
function spoken(title: string, said: string[]): RegExp {
  return new RegExp(`^${title},.*${said.map((one) => `${one}\\b.*`).join('')}`)
}
