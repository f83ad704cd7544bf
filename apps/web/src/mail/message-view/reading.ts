import type { MessageRef } from '@staffetta/contract'
import { createStore, useStore } from '../../app/store.ts'
import type { Images } from './safe-html-loader.ts'

/** How one message is being read: chosen for this visit, by the card or by the toolbar's menu. */
export interface Reading {
  asText: boolean
  /** null: as the look of the message says. */
  adapt: boolean | null
  images: Images | null
}

const usual: Reading = { asText: false, adapt: null, images: null }
const readings = createStore<{ byRef: ReadonlyMap<MessageRef, Reading> }>({ byRef: new Map() })

export function useReading(ref: MessageRef): Reading {
  return useStore(readings, (state) => state.byRef.get(ref) ?? usual)
}

export function changeReading(ref: MessageRef, change: Partial<Reading>): void {
  readings.set(({ byRef }) => ({
    byRef: new Map(byRef).set(ref, { ...(byRef.get(ref) ?? usual), ...change }),
  }))
}
