#!/usr/bin/env node
// Verifies an exported register with nothing of the product: node verify-register.mjs register.jsonl [public-key.pem]
// The second file is the key you kept yourself; without it the export's own key is believed.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [path, keyPath] = process.argv.slice(2)
if (path === undefined) end(2, 'node verify-register.mjs <exported file> [<public key>]')
const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
const { publicKey, segments } = JSON.parse(lines[0])
const key = createPublicKey(keyPath === undefined ? publicKey : readFileSync(keyPath, 'utf8'))

let seq = 1
let previous = '0'.repeat(64)
for (const segment of segments) {
  if (segment.firstSeq !== seq || segment.firstPrevious !== previous)
    end(1, `The purged month ${segment.month} does not follow what is before it.`)
  seq = segment.lastSeq + 1
  previous = segment.lastHash
}
const hashes = new Map()
for (const line of lines.slice(1)) {
  const row = JSON.parse(line)
  if (row.kind === 'entry') {
    if (row.seq !== seq) end(1, `Entry ${seq} is missing.`)
    const hash = createHash('sha256').update(Buffer.from(row.previous, 'hex')).update(row.record, 'utf8')
    if (hash.digest('hex') !== row.hash || JSON.parse(row.record).seq !== seq)
      end(1, `Entry ${seq} was changed.`)
    if (row.previous !== previous) end(1, `Entry ${seq} does not follow the one before it.`)
    hashes.set(seq, row.hash)
    previous = row.hash
    seq++
  } else {
    const text = Buffer.from(`staffetta register ${row.seq} ${row.hash} ${row.at}`)
    if (!verify(null, text, key, Buffer.from(row.signature, 'base64')))
      end(1, `The signature at entry ${row.seq} is not by this key.`)
    if (row.seq >= seq) end(1, `Entry ${seq} is missing: it was signed for on ${row.at}.`)
    if (hashes.has(row.seq) && hashes.get(row.seq) !== row.hash)
      end(1, `Entry ${row.seq} is not what was signed for on ${row.at}.`)
  }
}
end(0, `${hashes.size} entries, every one as it was written.`)

function end(code, text) {
  console[code === 0 ? 'log' : 'error'](text)
  process.exit(code)
}
