const waitMs = 5000
const shownMs = 4000

/** Leads to a setting that may be on its way yet: into sight, into the focus, and marked for a while. */
export function pointAt(id: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let place: HTMLElement | null = null
  const find = () => {
    place = document.querySelector<HTMLElement>(`[data-setting="${CSS.escape(id)}"]`)
    // What one types or chooses in, before the buttons around it.
    const control =
      place?.querySelector<HTMLElement>('input:checked, input:not([type=radio]), [role=textbox], select') ??
      place?.querySelector<HTMLElement>('button:not([role=toolbar] *)')
    // An editor comes after its place, and after its toolbar.
    if (!place || !control) return
    seen.disconnect()
    clearTimeout(timer)
    place.dataset['pointed'] = ''
    place.scrollIntoView({ block: 'center' })
    control.focus({ preventScroll: true })
    timer = setTimeout(leave, shownMs)
  }
  const leave = () => {
    seen.disconnect()
    clearTimeout(timer)
    if (place) delete place.dataset['pointed']
  }
  const seen = new MutationObserver(find)
  seen.observe(document.body, { childList: true, subtree: true })
  timer = setTimeout(leave, waitMs)
  find()
  return leave
}

/** The box of the strip, or that of a phone: the one that is on screen. */
export function focusSearch(): void {
  for (const box of document.querySelectorAll<HTMLInputElement>('.settings-search input'))
    if (box.offsetParent !== null) return box.focus()
}
