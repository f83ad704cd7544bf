import { enrolment } from './enrolment-request.ts'

/** The routes of a body that asks to be served: apart, because nobody who reads mail needs them. */
export const enrolmentRoutes = { enrolment } as const
