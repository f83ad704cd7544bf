import type { Partstat } from '@staffetta/contract'
import { CircleCheck, CircleDashed, CircleHelp, CircleX, CornerUpRight, type LucideIcon } from 'lucide-react'

export const answerIcons = {
  accepted: CircleCheck,
  tentative: CircleHelp,
  declined: CircleX,
  delegated: CornerUpRight,
  'needs-action': CircleDashed,
} satisfies Record<Partstat, LucideIcon>
