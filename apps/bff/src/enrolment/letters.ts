/** OID 1.2.840.113549.1.7.2, signedData, as DER has it (RFC 5652 §5.1). */
const signedData = Buffer.from('06092a864886f70d010702', 'hex')

/**
 * What a letter is by its bytes: a PDF, or one in a signed envelope (CAdES, `.p7m`) in DER, PEM or bare base64, which is what
 * Italian signing programs write. Null for all else, whatever its name says.
 */
export function letterType(bytes: Buffer): 'pdf' | 'p7m' | null {
  // Before the other: an envelope holds its PDF.
  if (isSigned(bytes) || isSigned(decoded(bytes))) return 'p7m'
  // PDF 1.7, implementation note 13: the header may stand anywhere in the first 1024 bytes.
  return bytes.subarray(0, 1024).includes('%PDF-') ? 'pdf' : null
}

function isSigned(bytes: Buffer): boolean {
  return bytes[0] === 0x30 && bytes.subarray(0, 32).includes(signedData)
}

function decoded(bytes: Buffer): Buffer {
  const text = bytes
    .subarray(0, 400)
    .toString('latin1')
    .replace(/^-----BEGIN [A-Z0-9 ]+-----/, '')
  return Buffer.from(text.replaceAll(/\s/g, ''), 'base64')
}
