import type { Governed, Preferences } from '@staffetta/contract'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from '../app/api.ts'
import { tellFailure } from '../app/errors.tsx'
import { chooseLanguage } from '../app/i18n.tsx'

export const settingsQueries = {
  preferences: () =>
    queryOptions({
      queryKey: ['settings', 'preferences'],
      queryFn: ({ signal }) => api.settings.getPreferences({}, { signal }),
      staleTime: 5 * 60_000, // another device may change them; nothing on screen depends on the second
      meta: { kept: true },
    }),
  /** What the person's body decided of all this. */
  rules: () =>
    queryOptions({
      queryKey: ['settings', 'rules'],
      queryFn: ({ signal }) => api.settings.getRules({}, { signal }),
      staleTime: 60_000, // an administrator may decide at any time
    }),
  /** When one works. */
  hours: () =>
    queryOptions({
      queryKey: ['settings', 'hours'],
      queryFn: ({ signal }) => api.calendar.getHours({}, { signal }),
      staleTime: 5 * 60_000, // another device or program may change them
      meta: { kept: true },
    }),
  programs: () =>
    queryOptions({
      queryKey: ['settings', 'programs'],
      queryFn: ({ signal }) => api.programs.getPrograms({}, { signal }),
      staleTime: 60_000,
    }),
  notice: () =>
    queryOptions({
      queryKey: ['settings', 'notice'],
      queryFn: ({ signal }) => api.privacy.getNotice({}, { signal }),
      staleTime: 60 * 60_000,
    }),
  noticeVersion: (version: number) =>
    queryOptions({
      queryKey: ['settings', 'notice', version],
      queryFn: ({ signal }) => api.privacy.getVersion({ version }, { signal }),
      staleTime: Infinity, // a published version is not changed
    }),
  ownCopy: () =>
    queryOptions({
      queryKey: ['settings', 'own-copy'],
      queryFn: ({ signal }) => api.ownData.getProgress({}, { signal }),
      staleTime: 0, // another tab may have begun one
    }),
  sessions: () =>
    queryOptions({
      queryKey: ['settings', 'sessions'],
      queryFn: ({ signal }) => api.auth.listSessions({}, { signal }),
      staleTime: 0,
    }),
}

/** What follows the person to every device; undefined until it is known. */
export function usePreferences(): Preferences | undefined {
  return useQuery(settingsQueries.preferences()).data
}

/** Saves at once on screen and then on the server; says so when it could not. Resolves to whether it was saved. */
export function useSavePreferences(): (preferences: Preferences) => Promise<boolean> {
  const client = useQueryClient()
  return useCallback(
    async (preferences) => {
      const key = settingsQueries.preferences().queryKey
      const before = client.getQueryData(key)
      client.setQueryData(key, preferences)
      try {
        client.setQueryData(key, await api.settings.putPreferences(preferences))
        void client.invalidateQueries({ queryKey: settingsQueries.rules().queryKey })
        return true
      } catch (error) {
        client.setQueryData(key, before)
        tellFailure(error)
        // It may be locked since.
        void client.invalidateQueries({ queryKey: ['settings'] })
        return false
      }
    },
    [client],
  )
}

/** Goes back to what the body has. */
export function useForgetChoice(): (name: Governed) => Promise<void> {
  const client = useQueryClient()
  return useCallback(
    async (name) => {
      try {
        const preferences = await api.settings.forgetChoice({ name })
        client.setQueryData(settingsQueries.preferences().queryKey, preferences)
        if (name === 'language' && preferences.language !== null) chooseLanguage(preferences.language)
      } catch (error) {
        tellFailure(error)
      }
      await client.invalidateQueries({ queryKey: settingsQueries.rules().queryKey })
    },
    [client],
  )
}
