/** A text with the words that were searched for marked; without any it is the text. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text
  return splitAtWords(text, words).map((piece, at) =>
    piece.found ? <mark key={at}>{piece.text}</mark> : piece.text,
  )
}

/** Cuts a text where any of the words occurs, whatever the case and the accents. */
export function splitAtWords(text: string, words: readonly string[]): { text: string; found: boolean }[] {
  const plain = foldedWithPlaces(text)
  const found = new Set<number>()
  for (const word of words) {
    const wanted = foldedWithPlaces(word).folded
    if (wanted === '') continue
    for (
      let at = plain.folded.indexOf(wanted);
      at >= 0;
      at = plain.folded.indexOf(wanted, at + wanted.length)
    )
      for (
        let place = plain.places[at]!;
        place < (plain.places[at + wanted.length] ?? text.length);
        place += 1
      )
        found.add(place)
  }
  const pieces: { text: string; found: boolean }[] = []
  for (let at = 0; at < text.length; at += 1) {
    const last = pieces.at(-1)
    if (last && last.found === found.has(at)) last.text += text[at]
    else pieces.push({ text: text[at]!, found: found.has(at) })
  }
  return pieces
}

function foldedWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = ''
  const places: number[] = []
  for (let at = 0; at < text.length; at += 1) {
    const plain = text[at]!.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    folded += plain
    for (let each = 0; each < plain.length; each += 1) places.push(at)
  }
  return { folded, places }
}
