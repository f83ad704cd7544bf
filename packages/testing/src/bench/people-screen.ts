import type { Page } from 'playwright-core'
import { median } from './median.ts'

/** Painted, with somebody in it, and nothing that is still awaited. */
interface Wanted {
  part?: string
  text?: string
}

/** The list of people as somebody who administers their body opens it and searches it. Milliseconds, from the press to the paint. */
export async function peopleOn(
  page: Page,
  tenantId: string,
  { runs, words }: { runs: number; words: readonly string[] },
): Promise<{ opened: number; searched: number }> {
  const opened: number[] = []
  for (let run = 0; run < runs; run++) {
    await page.goto(`/admin/bodies/${tenantId}/overview`)
    await page.getByRole('button', { name: 'Persone', exact: true }).waitFor()
    await page.waitForTimeout(1_500)
    opened.push(await shown(page, { part: 'Persone' }))
  }
  const searched: number[] = []
  for (const word of words)
    for (let length = 1; length <= word.length; length++)
      searched.push(await shown(page, { text: word.slice(0, length) }))
  return { opened: median(opened), searched: median(searched) }
}

function shown(page: Page, wanted: Wanted): Promise<number> {
  return page.evaluate(async ({ part, text }) => {
    const start = performance.now()
    if (part !== undefined) {
      const buttons = [...document.querySelectorAll('button')]
      buttons.find(({ textContent }) => textContent === part)!.click()
    }
    if (text !== undefined) {
      // As React hears of it.
      const field = document.querySelector<HTMLInputElement>('.people-find input')!
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const isThere = () => {
      const rows = [...document.querySelectorAll('.person-row')].map((row) => plain(row.textContent))
      return rows.length > 0 && rows.every((row) => (text ?? '').split(' ').every((one) => row.includes(one)))
    }
    for (;;) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const elapsed = performance.now() - start
      if (elapsed > 5_000) return 5_000
      if (document.querySelector('.person-waits') === null && isThere()) return elapsed
    }
  }, wanted)
}
