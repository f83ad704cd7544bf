import { randomBytes } from 'node:crypto'
import { appendMany, deliver, type MessageBuilder, type StoredMessage } from '@staffetta/testing'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { test as base, expect, inject } from 'vitest'
import type { Orders, RunningStack } from './stack.ts'

/** Somebody new at Monteverde, with an empty mailbox. */
export interface NewUser {
  address: string
  password: string
  /** Mail from outside, accepted by LMTP. */
  receive: (message: MessageBuilder) => Promise<void>
  /** Mail that is there already, in any folder. */
  has: (mailbox: string, messages: StoredMessage[]) => Promise<void>
}

export interface Journey {
  stack: RunningStack
  browser: Browser
  /** A fresh browser profile at 1440×900 in Italian, of somebody who wants nothing to move. Whatever the console calls an error fails the test. */
  page: Page
  /** One more profile, for a second person or another size. */
  openPage: (options?: BrowserContextOptions) => Promise<Page>
  /** Console errors that belong to the story (a server that is down) and do not fail it. */
  tolerate: (pattern: RegExp) => void
  newUser: (name?: string) => NewUser
  /** Asks something of the servers behind the product: break a line, read what was sent outside. */
  ask: <K extends keyof Orders>(
    order: K,
    ...args: Parameters<Orders[K]>
  ) => Promise<Awaited<ReturnType<Orders[K]>>>
}

interface OpenPages {
  openPage: Journey['openPage']
  tolerate: Journey['tolerate']
}

export const test = base
  .extend('stack', { scope: 'worker' }, () => inject('stack'))
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads the names of what a fixture needs from this pattern
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await launchChromium()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('pages', async ({ browser, stack }, { onCleanup }) => {
    const { pages, finish } = openPages(browser, stack)
    onCleanup(finish)
    return pages
  })
  .extend('openPage', ({ pages }) => pages.openPage)
  .extend('tolerate', ({ pages }) => pages.tolerate)
  .extend('page', ({ openPage }) => openPage())
  .extend(
    'newUser',
    ({ stack }) =>
      (name?: string) =>
        newUser(stack, name),
  )
  .extend('ask', ({ stack }, { onCleanup }): Journey['ask'] => {
    // Whatever a journey broke is whole again for the next one, also when it failed half way.
    onCleanup(async () => {
      await ask(stack, 'imap', ['heal'])
      await ask(stack, 'smtp', ['heal'])
      await ask(stack, 'behave', [])
    })
    return (order, ...args) => ask(stack, order, args)
  })

/**
 * Debian's Chromium: without the window nobody sees, which is half the work for the same pages, or whole, as people have it,
 * for what no page may do in it.
 */
export function launchChromium({ whole = false, args = [] as string[] } = {}): Promise<Browser> {
  const quiet = [
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
  ]
  return chromium.launch({
    executablePath: whole ? '/usr/bin/chromium' : '/usr/bin/chromium-headless-shell',
    args: [
      ...(whole ? ['--headless'] : []),
      '--no-sandbox',
      '--disable-gpu',
      '--disable-sync',
      ...quiet,
      ...args,
    ],
  })
}

function openPages(browser: Browser, stack: RunningStack): { pages: OpenPages; finish: () => Promise<void> } {
  const errors: string[] = []
  // Chromium reports every 401 as an error, also the one by which the page learns that nobody is signed in.
  const tolerated = [/status of 401 .*\/api\/auth\/me/]
  const contexts: { close: () => Promise<void> }[] = []
  const openPage: Journey['openPage'] = async (options = {}) => {
    const context = await browser.newContext({
      baseURL: stack.url,
      locale: 'it-IT',
      timezoneId: 'Europe/Rome',
      viewport: { width: 1440, height: 900 },
      // What moves is drawn anew sixty times a second, on the core that the servers need.
      reducedMotion: 'reduce',
      ...options,
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => errors.push(String(error.stack ?? error)))
    return page
  }
  return {
    pages: { openPage, tolerate: (pattern) => tolerated.push(pattern) },
    finish: async () => {
      for (const context of contexts) await context.close()
      expect(errors.filter((error) => !tolerated.some((pattern) => pattern.test(error)))).toEqual([])
    },
  }
}

function newUser(stack: RunningStack, name = 'persona'): NewUser {
  const address = `${name}.${randomBytes(4).toString('hex')}@monteverde.example`
  const password = 'password'
  return {
    address,
    password,
    receive: async (message) => {
      const { refused } = await deliver(stack, {
        sender: 'fuori@altrove.example',
        recipients: [address],
        raw: message.build(),
      })
      expect(refused).toEqual([])
    },
    has: async (mailbox, messages) => {
      await appendMany(stack, { user: address, password }, mailbox, messages)
    },
  }
}

async function ask<K extends keyof Orders>(
  stack: RunningStack,
  order: K,
  args: Parameters<Orders[K]>,
): Promise<Awaited<ReturnType<Orders[K]>>> {
  const answer = await fetch(`${stack.controlUrl}/${order}`, { method: 'POST', body: JSON.stringify(args) })
  const result: unknown = await answer.json()
  if (!answer.ok) throw new Error(String(result))
  return result as Awaited<ReturnType<Orders[K]>>
}
