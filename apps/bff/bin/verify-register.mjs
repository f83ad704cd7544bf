#!/usr/bin/env node
// Verifies an exported register, or the proof that a body was deleted, with nothing of the product:
// node verify-register.mjs register.jsonl|proof.json [public-key.pem]
// The second file is the key you kept yourself; without it the export's own key is believed.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [path, keyPath] = process.argv.slice(2)
if (path === undefined) end(2, 'node verify-register.mjs <exported file> [<public key>]')
const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
const first = JSON.parse(lines.length === 1 || lines[0] === '{' ? lines.join('\n') : lines[0])
const { publicKey, segments = [] } = first
const key = createPublicKey(keyPath === undefined ? publicKey : readFileSync(keyPath, 'utf8'))
if (first.kind === 'deletion') proved(first)

let seq = 1
let previous = '0'.repeat(64)
for (const segment of segments) {
  if (segment.firstSeq !== seq || segment.firstPrevious !== previous)
    end(1, `The purged month ${segment.month} does not follow what is before it.`)
  seq = segment.lastSeq + 1
  previous = segment.lastHash
}
const hashes = new Map()
let read = 0
for (const line of lines.slice(1)) {
  const row = JSON.parse(line)
  // Of another body: only where it stands in the chain.
  if (row.kind === 'entry' || row.kind === 'link') {
    if (row.seq !== seq) end(1, `Entry ${seq} is missing.`)
    if (row.kind === 'entry') {
      const hash = createHash('sha256').update(Buffer.from(row.previous, 'hex')).update(row.record, 'utf8')
      if (hash.digest('hex') !== row.hash || JSON.parse(row.record).seq !== seq)
        end(1, `Entry ${seq} was changed.`)
      read++
    }
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
end(0, `${read} entries, every one as it was written.`)

/** The proof is signed as a text; what it says is counted in it. */
function proved({ proof, signature }) {
  if (!verify(null, Buffer.from(`staffetta deletion ${proof}`), key, Buffer.from(signature, 'base64')))
    end(1, 'The proof is not what was signed by this key.')
  const { body, at, left } = JSON.parse(proof)
  if (Object.values(left).some((count) => count !== 0)) end(1, `Of ${body.name} something is left.`)
  end(0, `Of ${body.name} nothing is left since ${at}.`)
}

function end(code, text) {
  console[code === 0 ? 'log' : 'error'](text)
  process.exit(code)
}
