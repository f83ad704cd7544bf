import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'

/** What a browser hands to an authenticator, as far as one in software looks at it. */
interface Asked {
  challenge: string
  /** Where the browser is. */
  origin: string
  /** The host the key is for. */
  host: string
  /** Whether it looked at the person; it did unless one says no. */
  looked?: boolean
}

export interface SoftwareKey {
  id: string
  /** What `navigator.credentials.create` gives, in base64url. */
  make: (asked: Asked) => { id: string; clientDataJSON: string; attestationObject: string }
  /** What `navigator.credentials.get` gives. */
  sign: (asked: Asked) => { id: string; clientDataJSON: string; authenticatorData: string; signature: string }
  /** Sets what it has counted, as in a copy of it that was made earlier. */
  count: (counter: number) => void
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const ATTESTED = 0x40

/** A key without a case: ES256, no attestation (WebAuthn §6.1, §6.5.1). It signs whatever it is asked, wrong things too. */
export function softwareKey(): SoftwareKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let counter = 0

  const dataFor = ({ host, looked = true }: Asked, attested?: Buffer): Buffer => {
    const flags = USER_PRESENT | (looked ? USER_VERIFIED : 0) | (attested ? ATTESTED : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(host), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)])
  }
  return {
    id,
    make: (asked) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseOf(publicKey)])
      // {"fmt": "none", "attStmt": {}, "authData": …}
      const object = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(dataFor(asked, attested)),
      ])
      return {
        id,
        clientDataJSON: clientData('webauthn.create', asked).toString('base64url'),
        attestationObject: object.toString('base64url'),
      }
    },
    sign: (asked) => {
      counter += 1
      const data = dataFor(asked)
      const client = clientData('webauthn.get', asked)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return {
        id,
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      }
    },
    count: (value) => {
      counter = value
    },
  }
}

function clientData(type: string, { challenge, origin }: Asked): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

/** {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y} in CBOR (RFC 9053 §7.1.1). */
function coseOf(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ])
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
}

function bytes(value: Buffer): Buffer {
  const head = Buffer.from([0x59, 0, 0])
  head.writeUInt16BE(value.length, 1)
  return Buffer.concat([value.length < 256 ? Buffer.from([0x58, value.length]) : head, value])
}

function sha256(value: string | Buffer): Buffer {
  return createHash('sha256').update(value).digest()
}
