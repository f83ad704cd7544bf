import type { Brand } from '@staffetta/contract'
import { api } from '../api.ts'

interface Props {
  /** Whose it is; none: everybody's. */
  of?: Pick<Brand, 'slug'> & { crest?: string | null }
  height?: number
}

/** The body's own crest, or a neutral municipal shield in its hue. The name beside it says whose it is. */
export function Crest({ of, height = 32 }: Props) {
  if (of?.crest)
    return (
      <img
        src={api.auth.getCrest({ slug: of.slug, stamp: of.crest })}
        height={height}
        style={{ maxWidth: height * 1.5, objectFit: 'contain' }}
        alt=""
        className="crest"
      />
    )
  return (
    <svg width={height * 0.875} height={height} viewBox="0 0 28 32" aria-hidden="true" className="crest">
      <path fill="#b08327" d="M3 0h3v2h3V0h2.500v1.500h5V0H19v2h3V0h3v6H3Z" />
      <path
        fill="#fff"
        stroke="var(--hue-line)"
        strokeWidth=".75"
        d="M2 7h24v11.500c0 6-5 10-12 13-7-3-12-7-12-13Z"
      />
      <path
        fill="var(--hue-ui)"
        d="M2.400 17.500 8.500 10c.700-.800 1.600-.800 2.300 0L14 13.600l2.800-3.200c.700-.800 1.600-.800 2.300 0l6.500 7.100c.200 1-.100 2.200-.500 3.100H2.900a8 8 0 0 1-.500-3.100Z"
      />
      <path
        fill="var(--hue-ui)"
        d="M3.400 22.200h21.200c-.500 1.100-1.200 2-2 2.900-1.300-.9-2.600-.9-3.900 0-1.500 1-3.200 1-4.700 0-1.500-1-3.200-1-4.700 0-1.300.9-2.700.9-4 0-.800-.9-1.400-1.800-1.900-2.900Zm5.200 5.400c1.800-.800 3.500-.700 5.400.4 1.900-1.100 3.600-1.200 5.400-.4-1.600 1.100-3.400 2.100-5.400 2.900-2-.8-3.800-1.800-5.400-2.900Z"
      />
    </svg>
  )
}
