import type { Brand } from '@staffetta/contract'
import { hueProperties } from '@staffetta/ui'

/** Puts the tenant's scale on the page. */
export function applyBrand(brand: Brand | null): void {
  for (const [name, value] of Object.entries(hueProperties(brand?.hue ?? undefined)))
    document.documentElement.style.setProperty(name, value)
}
