import { createStore } from '../store.ts'

/** The tree over the sheet, where there is no room beside it. */
export const drawer = createStore({ open: false })
