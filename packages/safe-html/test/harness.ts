import {
  fillDocument,
  dressDocument,
  framePath,
  frameSandbox,
  sanitizeForEditor,
  sanitizeMessage,
  textOf,
  type SanitizeOptions,
} from '../src/index.ts'

export type Wall = 'all' | 'sanitiser' | 'none'
export type Phase = 'read' | 'images' | 'quote' | 'edit'

const proxy = {
  kind: 'proxied',
  toUrl: (address: string) => `/proxy?url=${encodeURIComponent(address)}`,
  owns: (address: string) => address.startsWith('/proxy?url='),
} as const

const inline = () => '/part'

const phases: Record<Phase, SanitizeOptions> = {
  read: { remote: { kind: 'blocked' }, inline, foldQuotes: 'Mostra la citazione' },
  images: { remote: proxy, inline },
  quote: { remote: { kind: 'blocked' }, inline, scope: 'q1' },
  edit: { remote: { kind: 'blocked' } },
}

const trapped: string[] = []
Object.assign(window, { trap: (name: string) => trapped.push(name), alert: () => trapped.push('alert') })

function sanitized(unsafe: string, phase: Phase): string {
  return phase === 'edit' ? sanitizeForEditor(unsafe) : sanitizeMessage(unsafe, phases[phase]).html
}

/** Shows some messages at once and tells what ran. */
async function show(messages: string[], phase: Phase, wall: Wall, waitMs: number) {
  trapped.length = 0
  document.querySelector('main')?.remove()
  const main = document.body.appendChild(document.createElement('main'))
  const reports = await Promise.all(messages.map((message) => showOne(main, message, phase, wall)))
  await new Promise((resolve) => setTimeout(resolve, waitMs))
  return {
    trapped: [...trapped],
    moved: reports.filter((frame) => !isStill(frame)).length,
    covered: coversPage(main),
  }
}

function showOne(
  main: Element,
  message: string,
  phase: Phase,
  wall: Wall,
): Promise<HTMLIFrameElement | null> {
  if (wall !== 'none' && phase === 'edit') {
    const editor = main.appendChild(document.createElement('div'))
    editor.contentEditable = 'true'
    fillDocument(
      { body: editor, importNode: document.importNode.bind(document) } as unknown as Document,
      sanitizeForEditor(message),
    )
    return Promise.resolve(null)
  }
  const frame = document.createElement('iframe')
  frame.width = '600'
  frame.height = '200'
  if (wall === 'all') {
    frame.setAttribute('sandbox', frameSandbox)
    const content = sanitizeMessage(message, phases[phase]).html
    frame.src = framePath
    frame.addEventListener(
      'load',
      () => {
        const document = frame.contentDocument!
        dressDocument(document, { language: 'it', title: 'Messaggio', style: 'body{margin:0}' })
        // A frame is kept from one message to the next.
        if (phase === 'images') fillDocument(document, sanitizeMessage('<p>prima</p>', phases.read).html)
        fillDocument(document, content)
      },
      { once: true },
    )
  } else {
    frame.srcdoc = wall === 'sanitiser' ? sanitized(message, phase) : message
  }
  main.append(frame)
  return new Promise((resolve) => {
    frame.addEventListener('load', () => resolve(frame), { once: true })
    // Without walls a mail may never be done; behind them one that is not loaded yet would look like one that went elsewhere.
    setTimeout(() => resolve(frame), wall === 'none' ? 1_500 : 20_000)
  })
}

function isStill(frame: HTMLIFrameElement | null): boolean {
  if (frame === null) return true
  try {
    const { href, pathname } = frame.contentWindow!.location
    return href.startsWith('about:srcdoc') || pathname === framePath
  } catch {
    return false
  }
}

/** Nothing of an editor in the page may reach beyond its own box. */
function coversPage(main: Element): number {
  return [...main.querySelectorAll('div[contenteditable] *')].filter((element) => {
    const { position } = getComputedStyle(element)
    return position === 'fixed' || position === 'absolute' || position === 'sticky'
  }).length
}

/** '' when sanitising twice is sanitising once; else where they part. */
function drift(unsafe: string, phase: Phase): string {
  const once = sanitized(unsafe, phase)
  const twice = sanitized(once, phase)
  if (once === twice) return ''
  let at = 0
  while (once[at] === twice[at]) at++
  return `${once.slice(Math.max(0, at - 40), at + 60)} ⇒ ${twice.slice(Math.max(0, at - 40), at + 60)}`
}

/** What must not be in the result in any shape, whatever the browser of the day makes of it. */
function residue(unsafe: string, phase: Phase): string[] {
  const parsed = new DOMParser().parseFromString(trust(sanitized(unsafe, phase)) as string, 'text/html')
  const found: string[] = []
  for (const element of parsed.querySelectorAll('*')) {
    if (!/^http:\/\/www.w3.org\/1999\/xhtml$/.test(element.namespaceURI ?? '')) found.push(element.nodeName)
    if (
      /^(?:script|iframe|object|embed|form|input|link|meta|base|svg|math|template|video|audio)$/.test(
        element.localName,
      )
    ) {
      if (!(element.localName === 'base' || parsed.head.contains(element))) found.push(element.localName)
    }
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'srcset' || name === 'name' || name === 'action') found.push(name)
      if (name === 'src' && !/^(?:data:image\/|\/proxy\?url=|\/part$)/.test(value)) found.push(`src=${value}`)
      if (
        name === 'style' &&
        /url\(\s*(?!["']?(?:data:image|\/proxy|\/part))|@import|image-set|var\(|fixed|sticky/i.test(value)
      )
        found.push(value)
    }
    if (
      element.localName === 'style' &&
      /url\(\s*(?!["']?(?:data:image|\/proxy|\/part))|@import|@font|image-set|src\(|var\(|position:/i.test(
        element.textContent ?? '',
      )
    )
      found.push(element.textContent ?? '')
  }
  return found
}

const types = (
  window as {
    trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(text: string): unknown } }
  }
).trustedTypes
const inspecting = types?.createPolicy('inspection', { createHTML: (text: string) => text })
const trust = (text: string) => inspecting?.createHTML(text) ?? text

/** All that is asked of some messages, in one call: what drifts, what is left, and how long the slowest took. */
function inspect(
  messages: { name: string; html: string }[],
  phase: Phase,
): { wrong: string[]; slow: string[] } {
  const wrong: string[] = []
  const slow: string[] = []
  for (const { name, html } of messages) {
    const start = performance.now()
    sanitized(html, phase)
    const ms = Math.round(performance.now() - start)
    if (ms > 10_000) slow.push(`${name}: ${ms} ms`)
    const found = [drift(html, phase), ...residue(html, phase)].filter((one) => one !== '')
    if (found.length > 0) wrong.push(`${name}: ${found.join(' ').slice(0, 300)}`)
  }
  return { wrong, slow }
}

const harness = {
  show,
  inspect,
  sanitize: (unsafe: string, phase: Phase) => sanitizeMessage(unsafe, phases[phase]),
  outgoing: (unsafe: string) => sanitizeMessage(unsafe, { remote: { kind: 'kept' }, scope: 'q1' }).html,
  text: (unsafe: string) => textOf(sanitizeMessage(unsafe, phases.read).html),
  editor: (unsafe: string) => sanitizeForEditor(unsafe),
}
export type Harness = typeof harness
Object.assign(window, { harness })
