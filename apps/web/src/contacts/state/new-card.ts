import type { CardFields } from '@staffetta/contract'
import { createStore } from '../../app/store.ts'

/** What is known of a person before anybody has filled in their card. */
export type NewCard = Partial<Pick<CardFields, 'fullName' | 'organisation'>> & { emails?: readonly string[] }

/** It lives here only: a reload begins with an empty form. */
export const newCard = createStore<{ fields: NewCard }>({ fields: {} })
