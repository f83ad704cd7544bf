import { enrolmentSteps, type EnrolmentStep } from '@staffetta/contract'

/** A page of the request, as its address names it. */
export type Place = EnrolmentStep | 'summary'

export const places: readonly Place[] = [...enrolmentSteps, 'summary']
