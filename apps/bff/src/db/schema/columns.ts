import type { ColumnType } from 'kysely'

export type At = ColumnType<Date, Date | undefined, Date>
