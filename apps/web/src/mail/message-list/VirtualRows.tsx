import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react'
import { heightOf, rowsInView, scrollToShow, topOf, type RowLayout } from './row-layout.ts'

/** Rows drawn beyond each edge. */
const beyond = 8

export interface RowsHandle {
  scrollTo: (index: number) => void
  element: HTMLDivElement | null
  /** How many rows a page key moves. */
  pageRows: () => number
}

interface Props extends Omit<React.ComponentProps<'div'>, 'children' | 'ref'> {
  handle: Ref<RowsHandle>
  layout: RowLayout
  /** A new list begins at its top. */
  listKey: string
  renderRow: (index: number, top: number) => ReactNode
  renderHeading: (index: number, top: number) => ReactNode
  onRange: (first: number, last: number) => void
  /** What follows the thumb while one drags far. */
  hintAt?: ((index: number) => string | null) | undefined
}

/** Only the rows in sight are in the page; the scrollbar spans all of them. */
export function VirtualRows(props: Props) {
  const { handle, layout, listKey, renderRow, renderHeading, onRange, hintAt, className, ...rest } = props
  const element = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 800 })
  const [hint, setHint] = useState<{ text: string; y: number } | null>(null)
  const { first, last } = rowsInView(layout, view.top, view.height, beyond)

  useImperativeHandle(handle, () => ({
    get element() {
      return element.current
    },
    scrollTo: (index) => {
      const box = element.current
      const to = box && scrollToShow(layout, index, box.scrollTop, box.clientHeight)
      if (box && to !== undefined && to !== null) box.scrollTop = to
    },
    pageRows: () => Math.max(1, Math.floor((element.current?.clientHeight ?? 0) / layout.rowHeight) - 1),
  }))

  const shown = useRef(listKey)
  useLayoutEffect(() => {
    // The first list is at its top already; to say so would lay the page out once more before its first row.
    if (shown.current === listKey) return
    shown.current = listKey
    if (element.current) element.current.scrollTop = 0
    setView((before) => ({ ...before, top: 0 }))
  }, [listKey])

  useEffect(() => {
    const box = element.current!
    // Told once the page is laid out. To ask for the height before would lay it out for that alone, and draw the first rows twice.
    const observer = new ResizeObserver(() =>
      setView((before) =>
        before.height === box.clientHeight ? before : { ...before, height: box.clientHeight },
      ),
    )
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  useEffect(() => onRange(first, last), [onRange, first, last])

  useEffect(() => {
    const box = element.current!
    let lastTop = 0
    let hide: ReturnType<typeof setTimeout>
    const onScroll = () => {
      const top = box.scrollTop
      setView((before) => (Math.abs(before.top - top) < layout.rowHeight / 2 ? before : { ...before, top }))
      if (Math.abs(top - lastTop) > box.clientHeight && hintAt) {
        const share = top / Math.max(1, box.scrollHeight - box.clientHeight)
        const text = hintAt(Math.round(share * (layout.total - 1)))
        setHint(text === null ? null : { text, y: share * (box.clientHeight - 40) + 4 })
        clearTimeout(hide)
        hide = setTimeout(() => setHint(null), 900)
      }
      lastTop = top
    }
    box.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      box.removeEventListener('scroll', onScroll)
      clearTimeout(hide)
    }
  }, [layout, hintAt])

  const rows: ReactNode[] = []
  for (const at of layout.headings)
    if (at >= first && at <= last) rows.push(renderHeading(at, topOf(layout, at) - layout.headingHeight))
  for (let index = first; index <= last; index += 1) rows.push(renderRow(index, topOf(layout, index)))
  return (
    <div className="rows-frame">
      <div {...rest} ref={element} className={`rows ${className ?? ''}`}>
        <div className="rows-all" role="rowgroup" style={{ height: heightOf(layout) }}>
          {rows}
        </div>
      </div>
      {hint && (
        <div className="rows-hint" style={{ top: hint.y }} aria-hidden="true">
          {hint.text}
        </div>
      )}
    </div>
  )
}
