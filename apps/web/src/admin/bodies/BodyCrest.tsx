import type { TenantRow } from '@staffetta/contract'
import { hueProperties } from '@staffetta/ui'
import { type CSSProperties, useMemo } from 'react'
import { Crest } from '../../app/layout/Crest.tsx'

interface Props {
  of: Pick<TenantRow, 'slug' | 'hue' | 'crest'>
  height: number
}

/** Its own, or the shield in the body's own hue, beside those of others. */
export function BodyCrest({ of, height }: Props) {
  const { hue } = of
  const properties = useMemo(() => Object.fromEntries(Object.entries(hueProperties(hue ?? undefined))), [hue])
  return (
    <span className="body-crest" style={properties as CSSProperties}>
      <Crest of={of} height={height} />
    </span>
  )
}
