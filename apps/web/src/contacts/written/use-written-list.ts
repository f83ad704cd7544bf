import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { MenuEntry } from '@staffetta/ui'
import { useMemo } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { Contact } from '../state/contact.ts'
import { contactQueries } from '../state/queries.ts'
import { writtenMenu } from './written.ts'

interface OwnOrder {
  headingOf: (contact: Contact) => string
  menu: MenuEntry[]
}

/** They stand by when they were last written to; undefined where another list is looked at. */
export function useWrittenList(shown: boolean): OwnOrder | undefined {
  const { t, formats } = useI18n()
  const navigate = useNavigate()
  const { data } = useQuery(contactQueries.written())
  return useMemo(() => {
    if (!shown) return undefined
    const at = new Map(data?.map(({ address, lastAt }) => [address, lastAt]))
    return {
      headingOf: ({ emails }) => formats.dayHeading(formats.dayGroup(at.get(emails[0] ?? '') ?? '')),
      menu: writtenMenu(
        t,
        () => void navigate({ to: '/settings/$section', params: { section: 'contacts' } }),
      ),
    }
  }, [shown, data, t, formats, navigate])
}
