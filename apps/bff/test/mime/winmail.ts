interface Winmail {
  body: string
  files: { name: string; content: string }[]
}

/** A TNEF stream (MS-OXTNEF) as Outlook writes it: signature, key, attributes with their checksums. */
export function winmail({ body, files }: Winmail): Buffer {
  const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00])
  const message = attribute(1, 0x0002_800c, Buffer.from(`${body}\0`, 'latin1'))
  const attached = files.flatMap(({ name, content }) => [
    attribute(2, 0x0006_9002, Buffer.alloc(14)),
    attribute(2, 0x0001_8010, Buffer.from(`${name}\0`, 'latin1')),
    attribute(2, 0x0006_800f, Buffer.from(content, 'latin1')),
  ])
  return Buffer.concat([signature, message, ...attached])
}

function attribute(level: number, id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(level, 0)
  head.writeUInt32LE(id, 1)
  head.writeUInt32LE(content.length, 5)
  const sum = Buffer.alloc(2)
  sum.writeUInt16LE(
    content.reduce((total, byte) => (total + byte) & 0xffff, 0),
    0,
  )
  return Buffer.concat([head, content, sum])
}
