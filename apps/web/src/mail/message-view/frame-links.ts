export interface FrameLinks {
  /** The link under the pointer or in focus, or none. */
  onHover: (link: { href: string; text: string } | null) => void
  onOpen: (link: { href: string; text: string }) => void
}

/** Listens from outside: nothing inside the frame can. Keys go on to the page, so that shortcuts work there too. */
export function followLinks(frame: HTMLIFrameElement, links: { current: FrameLinks }): () => void {
  const document = frame.contentDocument!
  const anchorOf = (event: Event) =>
    (event.target as Element | null)?.closest?.<HTMLAnchorElement>('a[href], a[data-anchor]') ?? null
  const linkOf = (anchor: HTMLAnchorElement) => ({ href: anchor.href, text: anchor.textContent ?? '' })

  const follow = (event: Event) => {
    const anchor = anchorOf(event)
    if (anchor === null) return
    event.preventDefault()
    const place = anchor.getAttribute('data-anchor')
    if (place !== null) document.getElementById(place)?.scrollIntoView({ block: 'start' })
    else links.current.onOpen(linkOf(anchor))
  }
  const hover = (event: Event) => {
    const anchor = anchorOf(event)
    links.current.onHover(anchor?.hasAttribute('href') ? linkOf(anchor) : null)
  }
  const leave = () => links.current.onHover(null)
  const pass = (event: KeyboardEvent) => {
    const { key, code, ctrlKey, shiftKey, altKey, metaKey } = event
    const copy = new KeyboardEvent('keydown', {
      key,
      code,
      ctrlKey,
      shiftKey,
      altKey,
      metaKey,
      bubbles: true,
      cancelable: true,
    })
    if (!frame.dispatchEvent(copy)) event.preventDefault()
  }

  const controller = new AbortController()
  const { signal } = controller
  document.addEventListener('click', follow, { signal })
  document.addEventListener('auxclick', follow, { signal })
  document.addEventListener('mouseover', hover, { signal })
  document.addEventListener('mouseleave', leave, { signal })
  document.addEventListener('focusin', hover, { signal })
  document.addEventListener('focusout', leave, { signal })
  document.addEventListener('keydown', pass, { signal })
  return () => controller.abort()
}
