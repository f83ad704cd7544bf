import type { Resource } from '@staffetta/contract'
import type { LucideIcon } from '@staffetta/ui'
import { Car, DoorOpen, Projector } from 'lucide-react'

export const kindIcons = {
  room: DoorOpen,
  vehicle: Car,
  equipment: Projector,
} satisfies Record<Resource['kind'], LucideIcon>
