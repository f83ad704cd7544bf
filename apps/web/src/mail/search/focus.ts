/** Puts the cursor into the search box that is on screen. */
export function focusSearch(): void {
  for (const box of document.querySelectorAll<HTMLInputElement>('.search input'))
    if (box.offsetParent !== null) {
      box.focus()
      box.select()
      return
    }
}
