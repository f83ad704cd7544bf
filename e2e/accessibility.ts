import axe from 'axe-core'
import type { Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** By day everything; by night what a colour can spoil, for nothing else is another. */
export async function problemsByDayAndNight(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  const byDay = await problemsOf(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const byNight = await run(page, { type: 'rule', values: ['color-contrast'] })
  return [...byDay, ...byNight.map((problem) => `by night: ${problem}`)]
}

/** What shuts somebody out of the page. Not into the message's own document: it runs no script, also not this one, and its words are the sender's. */
export function problemsOf(page: Page): Promise<string[]> {
  return run(page, { type: 'tag', values: standards })
}

async function run(page: Page, runOnly: axe.RunOnly): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (wanted) => {
    // Half faded in, everything has too little contrast.
    const moving = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
    await Promise.allSettled(moving.map(({ finished }) => finished))
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: wanted,
      iframes: false,
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => {
        const why = [...any, ...all, ...none][0]?.message ?? ''
        return `${id}: ${html.slice(0, 160)} – ${why}`
      }),
    )
  }, runOnly)
}
