import type { Address } from '@staffetta/contract'

/** Says of whatever bears it whom it names: who they are is shown beside it (contacts/person/PersonHost.tsx). */
export const personMark = ({ name, address }: Address) =>
  address === '' ? {} : { 'data-person': address, 'data-person-name': name }

/** The same of a name that can be pressed. */
export const personButton = (person: Address) =>
  ({ type: 'button', 'aria-haspopup': 'dialog', ...personMark(person) }) as const

/** Whose name was pressed: by key, by finger; by mouse where nothing else is done by a press. */
export function personPressed({ target, detail, pointerType }: MouseEvent & { pointerType?: string }) {
  const anchor = target instanceof Element ? target.closest<HTMLElement>('button[data-person]') : null
  const wanted = anchor?.ariaHasPopup === 'dialog' || detail === 0 || pointerType === 'touch'
  return wanted ? anchor : null
}
