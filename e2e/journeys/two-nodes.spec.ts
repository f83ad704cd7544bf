import { aMessage } from '@staffetta/testing'
import { expect } from 'vitest'
import { test } from '../journey.ts'
import { otherProgram } from '../other-program.ts'
import { beginMessage } from '../pages/composer.ts'
import { mailOn } from '../pages/mail.ts'
import { signIn } from '../pages/sign-in.ts'
import { tasksOn } from '../pages/tasks.ts'

const outside = 'irene.mancini@posta.example'
/** What was under way at a node that went is answered by the proxy, and tried again. */
const cut = /status of 50[24]|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|Failed to load resource: net::/

for (const lost of [0, 1])
  test(`when node ${lost} loses power while one works, the page goes on and nothing is lost or sent twice`, async ({
    page,
    stack,
    newUser,
    ask,
    tolerate,
    onTestFinished,
  }) => {
    tolerate(cut)
    onTestFinished(() => ask('startNode', lost))
    const user = newUser('resta')
    const other = await otherProgram(stack, user)
    await ask('outgoing')
    await signIn(page, user)
    const tasks = tasksOn(page)
    const composer = await beginMessage(page)
    await composer.addRecipient(outside)
    await composer.subject.fill('Verbale')
    await composer.words.fill('Il verbale della seduta.')
    await composer.attach('verbale.txt', 'VERBALE')
    await composer.files.getByText('7 B').waitFor()

    await ask('killNode', lost)

    await composer.words.fill('Il verbale della seduta di ieri.')
    await composer.send.click()
    await expect.poll(() => ask('outgoing'), { timeout: 30_000 }).toHaveLength(1)
    await user.receive(aMessage().to(user.address).subject('Presa visione').text('Grazie.'))
    await mailOn(page).row('Presa visione').waitFor()
    await page.goto('/tasks/all')
    await tasks.add('Archiviare il verbale')
    await other.finds(['SUMMARY:Archiviare il verbale'])
    expect(await ask('outgoing')).toEqual([])
  })

for (const lost of [0, 1])
  test(`a letter that can still be called back leaves once, whichever node held it: ${lost} loses power`, async ({
    page,
    newUser,
    ask,
    tolerate,
    onTestFinished,
  }) => {
    tolerate(cut)
    onTestFinished(() => ask('startNode', lost))
    await ask('outgoing')
    await signIn(page, newUser('aspetta'))
    const composer = await beginMessage(page)
    await composer.addRecipient(outside)
    await composer.subject.fill('Delibera')
    await composer.words.fill('La delibera della giunta.')
    await composer.send.click()
    await page.getByRole('region', { name: 'Avvisi' }).getByRole('button', { name: 'Annulla' }).waitFor()

    await ask('killNode', lost)

    const left: { sender: string }[] = []
    await expect
      .poll(async () => left.push(...(await ask('outgoing'))), { timeout: 30_000 })
      .toBeGreaterThan(0)
    // Longer than the other node takes to look for what is due.
    await page.waitForTimeout(7_000)
    left.push(...(await ask('outgoing')))
    expect(left).toHaveLength(1)
  })
