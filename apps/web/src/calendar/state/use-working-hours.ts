import { usualWeek, type WorkingHours } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { settingsQueries } from '../../settings/index.ts'

/** When somebody who looks works; until the first answer as everybody does. */
export function useWorkingHours(): WorkingHours {
  return useQuery(settingsQueries.hours()).data?.hours ?? usualWeek
}
