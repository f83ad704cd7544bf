import { loadAreaSentences } from '../../app/i18n.tsx'

/** What administrators set of a body, each part with its sentences: fetched by whoever opens it. */
async function withSentences<T>(code: Promise<T>): Promise<T> {
  const [module] = await Promise.all([code, loadAreaSentences('setup'), loadAreaSentences('checks')])
  return module
}

export async function loadDomains() {
  const { DomainsTab } = await withSentences(import('../setup/DomainsTab.tsx'))
  return DomainsTab
}

export async function loadServers() {
  const { ServersTab } = await withSentences(import('../setup/ServersTab.tsx'))
  return ServersTab
}

export async function loadAccess() {
  const { AccessTab } = await withSentences(import('../setup/AccessTab.tsx'))
  return AccessTab
}

export async function loadDirectory() {
  const { DirectoryTab } = await withSentences(import('../setup/DirectoryTab.tsx'))
  return DirectoryTab
}

export async function loadWork() {
  // A week is said, and written, as in the calendar.
  const [{ WorkTab }] = await Promise.all([
    withSentences(import('../setup/WorkTab.tsx')),
    loadAreaSentences('calendar'),
  ])
  return WorkTab
}

/** A week's hours are said in the calendar's words. */
export async function loadResources() {
  const words = loadAreaSentences('calendar')
  const { ResourcesTab } = await withSentences(import('../resources/ResourcesTab.tsx'))
  await words
  return ResourcesTab
}

export async function loadLook() {
  const { LookTab } = await withSentences(import('../setup/LookTab.tsx'))
  return LookTab
}

export async function loadConfiguration() {
  const { ConfigurationTab } = await withSentences(import('../setup/ConfigurationTab.tsx'))
  return ConfigurationTab
}
