import type { Page } from 'playwright-core'

/** Presses Tab until the focus is where it is wanted; a person would not go round more than once. */
export async function tabTo(page: Page, role: string, name = ''): Promise<void> {
  for (let stops = 0; stops < 60; stops++) {
    const here = await focused(page)
    if (here.startsWith(role) && here.includes(name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The ${role} ${name} is not reached by Tab.`)
}

/** What has the focus: its role and its name; of a button in a notice, what the notice says. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (element === document.body) return 'nothing'
    const role = element?.getAttribute('role') ?? element?.tagName.toLowerCase() ?? ''
    const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement
    const label = isField ? element.labels?.[0]?.textContent : undefined
    const notice = element?.closest('.ui-toast')?.textContent
    return `${role} ${notice ?? element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? ''}`
  })
}
