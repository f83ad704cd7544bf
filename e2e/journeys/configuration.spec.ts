import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { problemsOf } from '../accessibility.ts'
import { test } from '../journey.ts'
import { adminOn, enterAdministration } from '../pages/admin.ts'

test('the configuration of a body is downloaded, a changed file is compared line by line and applied as one', async ({
  page,
  newUser,
  ask,
  tolerate,
}) => {
  tolerate(/status of 422 .*configuration\/plan/)
  const admin = adminOn(page)
  const { address } = newUser('operatore')
  await enterAdministration(page, ask, { address, role: ['operator'] })
  await admin.body('Comune di Borgo Metauro')
  await admin.part('Configurazione')
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Scarica' }).click()
  const original = await readFile(await (await downloading).path(), 'utf8')
  expect(await problemsOf(page)).toEqual([])
  const choose = async (content: string) => {
    const choosing = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Confronta un file' }).click()
    const file = { name: 'borgo.json', mimeType: 'application/json', buffer: Buffer.from(content) }
    await (await choosing).setFiles(file)
  }

  const wanted = JSON.parse(original) as { look: { help: string | null; hue: string | null } }
  wanted.look.hue = 'rosso'
  await choose(JSON.stringify(wanted))
  await page
    .getByText('look.hue: manca, è di troppo o non è scritto come dovrebbe. Nulla è cambiato.')
    .waitFor()
  wanted.look = { ...wanted.look, hue: '#7a2e8e', help: 'Ufficio CED, interno 12' }
  await choose(JSON.stringify(wanted))
  const shown = page.getByRole('dialog', { name: 'Che cosa cambia con borgo.json' })
  await shown.getByRole('row', { name: /^Aspetto › assistenza .* Ufficio CED, interno 12$/ }).waitFor()
  expect(await problemsOf(page)).toEqual([])
  await shown.getByRole('button', { name: 'Applica' }).click()
  await page.getByText('2 impostazioni cambiate.').waitFor()
  await choose(JSON.stringify(wanted))
  await shown.getByText('Nulla cambia').waitFor()
  await page.keyboard.press('Escape')

  await choose(original)
  await shown.getByRole('button', { name: 'Applica' }).click()
  await shown.waitFor({ state: 'detached' })
  await admin.part('Registro')
  await page.getByText('Configurazione importata').first().waitFor()
})
