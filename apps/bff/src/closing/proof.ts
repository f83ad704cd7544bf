import type { StoredProof } from '../db/tenant-deletions.ts'

/** What is counted and said when a body is deleted; its text is what is signed. */
export interface DeletionProof {
  body: { id: string; slug: string; name: string }
  at: string
  /** When it was decided that it leaves, and its last day. */
  closingSince: string
  closesAt: string
  decidedBy: string
  reason: string
  /** The copy that was taken away, by its SHA-256; or why there is none. */
  export: { sha256: string; sizeBytes: number; downloadedAt: string; downloadedBy: string } | null
  withoutExport: string | null
  /** Rows of each table before, and counted again afterwards. */
  deleted: Record<string, number>
  left: Record<string, number>
  /** What is elsewhere, or kept by law. */
  untouched: string[]
}

export const untouched = [
  'I server di posta, agende, rubriche ed elenco del personale dell’ente: lì non è stato cambiato né eliminato nulla.',
  'Il registro delle operazioni, che si conserva per legge.',
  'Il nome dell’ente, che è chiuso, e questa prova.',
]

/** As `bin/verify-register.mjs` reads it. */
export function proofFile({ proof, signature }: StoredProof, publicKey: string): string {
  return `${JSON.stringify({ kind: 'deletion', publicKey, proof, signature: signature.toString('base64') }, null, 2)}\n`
}
