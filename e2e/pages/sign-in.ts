import type { Page } from 'playwright-core'

interface Person {
  address: string
  password?: string
}

/** Opens the product and signs in; the first rows (or the word that there are none) are there when it returns. */
export async function signIn(page: Page, { address, password = 'password' }: Person): Promise<void> {
  await page.goto('/')
  await fillSignIn(page, address, password)
  await page.locator('[role=grid] [role=row], .list-pane .empty-state').first().waitFor()
}

async function fillSignIn(page: Page, address: string, password = 'password'): Promise<void> {
  await page.getByLabel('Indirizzo e-mail').fill(address)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Entra', exact: true }).click()
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu personale' }).click()
  await page.getByRole('menuitem', { name: 'Esci', exact: true }).click()
  await page.getByText('Su questo computer non è rimasto nulla di tuo.').waitFor()
}

export async function signOutEverywhere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu personale' }).click()
  await page.getByRole('menuitem', { name: 'Esci da tutti i dispositivi' }).click()
  await page
    .getByRole('dialog', { name: 'Uscire da tutti i dispositivi?' })
    .getByRole('button', { name: 'Esci da tutti i dispositivi' })
    .click()
  await page.getByText('Su questo computer non è rimasto nulla di tuo.').waitFor()
}

/** What this browser holds of anybody: databases with something in them, stored keys, caches. */
export function keptInBrowser(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const kept = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys())]
    for (const { name = '' } of await indexedDB.databases()) kept.push(...(await valuesOf(name)))
    return kept

    function valuesOf(name: string): Promise<string[]> {
      return new Promise((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.addEventListener('error', () => reject(new Error(`${name} does not open`)))
        opening.addEventListener('success', () => {
          const database = opening.result
          const stores = [...database.objectStoreNames]
          if (stores.length === 0) return finish([])
          const transaction = database.transaction(stores)
          const found: string[] = []
          for (const store of stores) {
            const counting = transaction.objectStore(store).count()
            counting.addEventListener('success', () => {
              if (counting.result > 0) found.push(`${name}/${store}: ${counting.result}`)
            })
          }
          transaction.addEventListener('complete', () => finish(found))

          function finish(values: string[]) {
            database.close()
            resolve(values)
          }
        })
      })
    }
  })
}
