import type { Resource } from '@staffetta/contract'
import { useQuery } from '@tanstack/react-query'
import { calendarQueries } from '../state/queries.ts'

const none: Resource[] = []

/** The rooms and cars one can book; empty until they are known. */
export function useResources(): Resource[] {
  return useQuery(calendarQueries.resources()).data?.resources ?? none
}

/** Whether an address is that of a room or a car: nobody is written to there. */
export function isResource(resources: readonly Resource[], address: string): boolean {
  return resources.some((one) => one.address === address.toLowerCase())
}
