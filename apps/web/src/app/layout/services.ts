import { useNavigate } from '@tanstack/react-router'

export type Service = 'mail' | 'calendar' | 'contacts' | 'tasks' | 'settings' | 'admin'
/** What has a place in the rail. */
export type PlacedService = Exclude<Service, 'settings'>

/** The ways from one service to the others: to where one was last, or begins. */
export function useServices(): Record<Service, () => void> {
  const navigate = useNavigate()
  return {
    mail: () => void navigate({ to: '/mail/$mailboxId', params: { mailboxId: 'inbox' }, search: {} }),
    calendar: () => void navigate({ to: '/calendar' }),
    contacts: () => void navigate({ to: '/contacts' }),
    tasks: () => void navigate({ to: '/tasks' }),
    admin: () => void navigate({ to: '/admin' }),
    settings: () => void navigate({ to: '/settings/$section', params: { section: 'identity' } }),
  }
}
