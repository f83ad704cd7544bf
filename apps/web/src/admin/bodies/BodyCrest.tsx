import { hueProperties } from '@staffetta/ui'
import { type CSSProperties, useMemo } from 'react'
import { Crest } from '../../app/layout/Crest.tsx'

/** The shield in the body's own hue, beside those of others. */
export function BodyCrest({ hue, height }: { hue: string | null; height: number }) {
  const properties = useMemo(() => Object.fromEntries(Object.entries(hueProperties(hue ?? undefined))), [hue])
  return (
    <span className="body-crest" style={properties as CSSProperties}>
      <Crest height={height} />
    </span>
  )
}
