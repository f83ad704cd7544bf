import type { TagColour } from '@staffetta/ui'

export interface FileKind {
  /** At most four letters, on the tile. */
  word: string
  colour: TagColour
}

const colours: Record<string, TagColour> = {
  pdf: 'ruggine',
  p7m: 'viola',
  p7s: 'viola',
  zip: 'senape',
  rar: 'senape',
  '7z': 'senape',
  gz: 'senape',
  doc: 'cielo',
  docx: 'cielo',
  odt: 'cielo',
  rtf: 'cielo',
  xls: 'bosco',
  xlsx: 'bosco',
  ods: 'bosco',
  csv: 'bosco',
  ppt: 'ruggine',
  pptx: 'ruggine',
  odp: 'ruggine',
  png: 'petrolio',
  jpg: 'petrolio',
  jpeg: 'petrolio',
  gif: 'petrolio',
  webp: 'petrolio',
  dwg: 'lampone',
  dxf: 'lampone',
  eml: 'cielo',
  ics: 'petrolio',
}

/** The tile of a file: its true extension, the colour of its family. */
export function fileKind(fileName: string): FileKind {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  return {
    word: extension === '' ? '···' : extension.slice(0, 4).toUpperCase(),
    colour: colours[extension] ?? 'ardesia',
  }
}

/** A long name cut in the middle, so that its end and extension stay. */
export function cutName(fileName: string): [start: string, end: string] {
  const keep = Math.min(12, Math.max(8, fileName.length - fileName.lastIndexOf('.') + 4))
  return fileName.length <= keep ? [fileName, ''] : [fileName.slice(0, -keep), fileName.slice(-keep)]
}
