import type { Device, Place } from '../../card/card-data.ts'

export interface Kind {
  place: Place | null
  device: Device | null
  preferred: boolean
  label: string
}

const words: Record<string, Partial<Kind>> = {
  work: { place: 'work' },
  lavoro: { place: 'work' },
  ufficio: { place: 'work' },
  home: { place: 'home' },
  casa: { place: 'home' },
  abitazione: { place: 'home' },
  cell: { device: 'cell' },
  mobile: { device: 'cell' },
  cellulare: { device: 'cell' },
  fax: { device: 'fax' },
  pager: { device: 'pager' },
  cercapersone: { device: 'pager' },
  video: { device: 'video' },
  text: { device: 'text' },
  preferred: { preferred: true },
  '*': { preferred: true },
  other: {},
  altro: {},
}

/** `work fax preferred: di sopra`, Google's `* Mobile`, or a name somebody gave. */
export function kindOf(text: string): Kind {
  const kind: Kind = { place: null, device: null, preferred: false, label: '' }
  const [said = '', ...label] = text.split(/:(.*)/s)
  const pieces = said.trim().toLowerCase().split(/\s+/)
  const isKnown = pieces.every((piece) => piece === '' || /^\d+$/.test(piece) || Object.hasOwn(words, piece))
  if (!isKnown) return { ...kind, label: text.trim() }
  for (const piece of pieces) Object.assign(kind, words[piece])
  return { ...kind, label: label.join('').trim() }
}

export function kindText({
  place,
  device = null,
  preferred,
  label,
}: Omit<Kind, 'device'> & { device?: Device | null }) {
  const said = [place, device, preferred ? 'preferred' : null].filter((one) => one !== null).join(' ')
  return label === '' ? said : `${said}: ${label}`.trim()
}
