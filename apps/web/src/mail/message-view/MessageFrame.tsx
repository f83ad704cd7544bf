import './MessageFrame.css'
import type { SafeHtml } from '@staffetta/safe-html'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { followLinks, type FrameLinks } from './frame-links.ts'
import { frameStyle } from './frame-style.ts'
import { useSafeHtml } from './safe-html-loader.ts'
import { useDarkTheme } from './use-dark-theme.ts'

type Paper = 'theme' | 'white'

interface Props extends FrameLinks {
  content: SafeHtml
  paper: Paper
  /** Colours the sender wrote give way to the theme's. */
  adapt: boolean
  /** Kept warm out of sight: a frame that is there shows the next message at once. */
  hidden?: boolean
}

/** Far above any letter, far below what a tab can draw. */
const tallest = 60_000
const smallest = 0.6

/** A message in its own document: no script, no form, no way out but links that the reader follows. */
export function MessageFrame({ content, paper, adapt, hidden = false, onHover, onOpen }: Props) {
  const { t, locale } = useI18n()
  const safe = useSafeHtml()
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(40)
  const [ready, setReady] = useState(0)
  const dark = useDarkTheme()
  const shown = useRef<SafeHtml | null>(null)
  const links = useRef<FrameLinks>({ onHover, onOpen })
  useEffect(() => {
    links.current = { onHover, onOpen }
  })

  const title = t('message.body')
  useLayoutEffect(() => {
    const document = frame.current?.contentDocument
    if (ready === 0 || !document?.body) return
    safe.dressDocument(document, { language: locale, title, style: frameStyle() })
  }, [safe, locale, title, ready])

  useLayoutEffect(() => {
    const document = frame.current?.contentDocument
    if (ready === 0 || !document?.body || shown.current === content) return
    safe.fillDocument(document, content)
    shown.current = content
    // Measured before it is painted: a message never jumps into its height.
    setHeight((before) => fit(document) ?? before)
  }, [safe, content, ready])

  useLayoutEffect(() => {
    const root = frame.current?.contentDocument?.documentElement
    if (ready === 0 || !root) return
    root.setAttribute('data-theme', dark ? 'dark' : 'light')
    root.setAttribute('data-paper', paper)
    root.toggleAttribute('data-adapt', adapt)
  }, [paper, adapt, dark, ready])

  useLayoutEffect(() => {
    const element = frame.current!
    const loaded = () => {
      if (element.contentDocument?.location.pathname !== safe.framePath) return
      shown.current = null
      setReady((before) => before + 1)
    }
    element.addEventListener('load', loaded)
    element.src = safe.framePath
    return () => element.removeEventListener('load', loaded)
    // Not with the sentences: those of another area come at any time, and the frame would be loaded anew under the reader.
  }, [safe])

  useEffect(() => {
    const document = frame.current?.contentDocument
    if (ready === 0 || !document?.body) return
    const measure = () => setHeight((before) => fit(document) ?? before)
    const observer = new ResizeObserver(measure)
    observer.observe(document.documentElement)
    const stop = followLinks(frame.current!, links)
    return () => {
      observer.disconnect()
      stop()
    }
  }, [ready])

  return (
    <iframe
      ref={frame}
      className="message-frame"
      data-paper={paper}
      hidden={hidden}
      title={title}
      sandbox="allow-popups allow-popups-to-escape-sandbox allow-same-origin"
      style={{ height }}
    />
  )
}

/** Messages drawn wider than the reader are made smaller, as far as they can still be read; returns the height they take. */
function fit(document: Document): number | null {
  const { body, documentElement: root } = document
  const room = root.clientWidth
  // Not in sight: nothing to measure.
  if (room === 0) return null
  const zoomed = Number(body.style.zoom || 1)
  const needed = root.scrollWidth > room ? root.scrollWidth / zoomed : zoomed < 1 ? naturalWidth(body) : room
  const zoom = needed > room + 1 ? Math.max(smallest, room / needed) : 1
  if (Math.abs(zoom - zoomed) > 0.01) body.style.zoom = zoom === 1 ? '' : String(zoom)
  return Math.min(tallest, Math.ceil(root.getBoundingClientRect().height))
}

function naturalWidth(body: HTMLElement): number {
  const before = body.style.zoom
  body.style.zoom = ''
  const width = body.ownerDocument.documentElement.scrollWidth
  body.style.zoom = before
  return width
}
