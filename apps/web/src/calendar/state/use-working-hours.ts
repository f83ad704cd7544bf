import type { WorkingHours } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { settingsQueries } from '../../settings/index.ts'

/** Until the first answer says one's own. */
const usualHours: WorkingHours = {
  zone: 'Europe/Rome',
  spans: (['MO', 'TU', 'WE', 'TH', 'FR'] as const).map((day) => ({ day, from: '08:00', to: '18:00' })),
}

/** When somebody who looks works. */
export function useWorkingHours(): WorkingHours {
  return useQuery(settingsQueries.hours()).data?.hours ?? usualHours
}
