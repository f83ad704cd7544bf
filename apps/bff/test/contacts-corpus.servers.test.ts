import { readdirSync, readFileSync } from 'node:fs'
import { createObject, isDavError } from '@staffetta/dav'
import { applyChange, type Card, convertCard, readCard, textOfFile, writeCard } from '@staffetta/vcard'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, type Office, openOffice } from './calendar-desk.ts'
import { call, type ContactsDesk, newContactsDesk, refOf } from './contacts-desk.ts'

const folder = new URL('../../../packages/vcard/corpus/', import.meta.url)
const corpus = readdirSync(folder).map((file) => ({
  file,
  text: textOfFile(readFileSync(new URL(file, folder))).text,
}))

let office: Office

beforeAll(async () => {
  office = await openOffice()
}, 180_000)
afterAll(() => office?.stop())

/** Radicale takes them apart itself: of a list of nothing it drops the commas, a card within a card it refuses to take back. */
const spoiltByRadicale = ['everything-empty.vcf', 'outlook-21-agent.vcf']

/** How many of the odd cards a server stores at all: Radicale and Cyrus read them first, and refuse what they cannot. */
test.concurrent.each([
  ['Radicale', 80],
  ['Cyrus', 80],
  ['Xandikos', 90],
] as const)(
  'of every odd card that %s stores (%i at least), a change of one field leaves every other line as it was',
  async (name, least) => {
    const desk = await newContactsDesk(office, name)
    const stored: { file: string; ref: string }[] = []
    for (const { file, text } of corpus) {
      const ref = await storedBy(desk, file, text)
      if (ref !== undefined) stored.push({ file, ref })
    }
    expect(stored.length).toBeGreaterThanOrEqual(least)
    const notListed = async () => {
      const listed = new Set((await desk.cards()).map(({ ref }) => ref))
      return stored.filter(({ ref }) => !listed.has(ref)).map(({ file }) => file)
    }
    await expect.poll(notListed, { timeout: 30_000, interval: 500 }).toEqual([])

    const wrong: string[] = []
    for (const { file, ref } of stored) {
      const answer = call(desk, 'GET', `cards/${ref}`)
      if ((await answer).status !== 200) {
        expect([file, await codeOf(answer)]).toEqual([file, 'contacts/card-unreadable'])
        continue
      }
      const before = await desk.source(ref)
      const { etag } = (await answer).json<{ etag: string }>()
      const done = await desk.change(ref, etag, { nickname: 'Nomignolo' })
      const after = await desk.source(ref)
      const lost = othersOf(before).filter((line) => !othersOf(after).includes(line))
      if (done.status !== 200 || lost.length > 0 || !after.includes('Nomignolo')) wrong.push(file)
    }
    expect(wrong).toEqual(name === 'Radicale' ? spoiltByRadicale : [])
  },
  90_000,
)

/** As it is; else with what the server demands of any card, as another program would store it. */
async function storedBy(desk: ContactsDesk, file: string, text: string): Promise<string | undefined> {
  const read = readCard(text)
  const tries = [text]
  if (read.kind === 'card') {
    const named = {
      ...read.card,
      lines: [
        ...linesOf(`BEGIN:VCARD\nUID:${file}\nEND:VCARD`),
        ...read.card.lines.filter(({ name }) => name !== 'UID'),
      ],
    }
    const whole = applyChange(convertCard(named, '3.0'), { role: 'Stato' }, { now: '2026-01-01T00:00:00Z' })
    tries.push(writeCard(named), writeCard(whole))
  }
  for (const one of tries) {
    try {
      return refOf(
        (await createObject(desk.other.dav, desk.other.href, `${file}-${tries.indexOf(one)}.vcf`, one)).href,
      )
    } catch (error) {
      if (!isDavError(error)) throw error
    }
  }
  return undefined
}

/** Without what the change is of, and what servers count with. */
function othersOf(text: string): string[] {
  return linesOf(text)
    .filter(({ name }) => !['NICKNAME', 'REV', 'PRODID'].includes(name))
    .map(({ group, name, head, value }) => `${group}.${name}${head}:${value}`)
}

function linesOf(text: string): Card['lines'] {
  const read = readCard(text)
  return read.kind === 'card' ? read.card.lines : []
}
