import { expect, test } from 'vitest'
import { readBodies } from '../src/mail/bodies.ts'
import { openMessage } from '../src/mail/inside.ts'
import { corpus } from './mime/corpus.ts'
import { readable } from './mime/judge.ts'

/** What a server would say of a mail is not needed to read it: these go through our own reading alone. */
test.each(corpus.filter(({ words }) => words !== undefined).map((one) => [one.name, one] as const))(
  'without a server, the words are read of a mail with %s',
  (_name, { raw, words, files }) => {
    const inside = openMessage('0', raw)
    const bodies = readBodies(inside.structure, ({ partId }) => {
      const bytes = inside.bytes.get(partId)
      return bytes && { bytes, cut: false }
    })

    const text = readable(bodies)
    expect(words!.filter((word) => !text.includes(word))).toEqual([])
    if (files !== undefined)
      expect(
        [...inside.structure.attachments, ...bodies.files.map(({ part }) => part)].map(
          (part) => part.fileName,
        ),
      ).toEqual(files)
  },
)
