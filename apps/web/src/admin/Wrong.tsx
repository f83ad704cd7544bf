import { Notice } from '@staffetta/ui'
import { CircleAlert } from 'lucide-react'

/** Why what was asked for did not happen. */
export function Wrong({ of }: { of: string | null }) {
  return of === null ? null : (
    <Notice tone="bad" icon={CircleAlert} live="alert">
      {of}
    </Notice>
  )
}
