import { chromium, type Browser, type Page } from 'playwright-core'
import type { Harness } from './harness.ts'

/** Debian's Chromium, whose every name resolves to the canary. */
export function openChromium(resolverRules: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=${resolverRules}`,
    ],
  })
}

/** Calls the harness in the page by name. */
export function call<Name extends keyof Harness>(
  page: Page,
  name: Name,
  ...values: Parameters<Harness[Name]>
): Promise<Awaited<ReturnType<Harness[Name]>>> {
  return page.evaluate(
    ([method, given]) =>
      (globalThis as unknown as { harness: Record<string, (...all: unknown[]) => unknown> }).harness[method]!(
        ...given,
      ),
    [name, values] as const,
  ) as Promise<Awaited<ReturnType<Harness[Name]>>>
}
