import { loadAreaSentences } from '../../app/i18n.tsx'

/** What administrators set of a body, each part with its sentences: fetched by whoever opens it. */
async function withSentences<T>(code: Promise<T>): Promise<T> {
  const [module] = await Promise.all([code, loadAreaSentences('setup'), loadAreaSentences('checks')])
  return module
}

export async function loadDomains() {
  const { DomainsTab } = await withSentences(import('../setup/DomainsTab.tsx'))
  return { default: DomainsTab }
}

export async function loadServers() {
  const { ServersTab } = await withSentences(import('../setup/ServersTab.tsx'))
  return { default: ServersTab }
}

export async function loadAccess() {
  const { AccessTab } = await withSentences(import('../setup/AccessTab.tsx'))
  return { default: AccessTab }
}

export async function loadDirectory() {
  const { DirectoryTab } = await withSentences(import('../setup/DirectoryTab.tsx'))
  return { default: DirectoryTab }
}

export async function loadWork() {
  // A week is said, and written, as in the calendar.
  const [{ WorkTab }] = await Promise.all([
    withSentences(import('../setup/WorkTab.tsx')),
    loadAreaSentences('calendar'),
  ])
  return { default: WorkTab }
}

/** A week's hours are said in the calendar's words. */
export async function loadResources() {
  const words = loadAreaSentences('calendar')
  const { ResourcesTab } = await withSentences(import('../resources/ResourcesTab.tsx'))
  await words
  return { default: ResourcesTab }
}

export async function loadLook() {
  const { LookTab } = await withSentences(import('../setup/LookTab.tsx'))
  return { default: LookTab }
}

export async function loadConfiguration() {
  const { ConfigurationTab } = await withSentences(import('../setup/ConfigurationTab.tsx'))
  return { default: ConfigurationTab }
}
