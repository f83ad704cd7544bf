import './Admin.css'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, later, type LucideIcon, Skeleton } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { ChartColumn, Inbox, KeyRound, Landmark, Megaphone, ScrollText, UserCog } from 'lucide-react'
import { useEffect, type ComponentType } from 'react'
import { useI18n } from '../app/i18n.tsx'
import { drawer } from '../app/layout/drawer.ts'
import { Shell } from '../app/layout/Shell.tsx'
import { SideSections } from '../app/layout/SideSections.tsx'
import { loadAnnouncementsPage } from './announcements/load.ts'
import { AdministratorsPage } from './administrators/AdministratorsPage.tsx'
import { BodiesPage } from './bodies/BodiesPage.tsx'
import { BodyPage } from './body/BodyPage.tsx'
import { Gate } from './gate/Gate.tsx'
import { StepUpDialog } from './gate/StepUpDialog.tsx'
import { KeysPage } from './keys/KeysPage.tsx'
import { adminQueries } from './queries.ts'
import { RequestsPage } from './requests/RequestsPage.tsx'
import { RegisterPage } from './register/RegisterPage.tsx'
import { StatisticsPage } from './statistics/StatisticsPage.tsx'

const sections = [
  'bodies',
  'requests',
  'announcements',
  'statistics',
  'administrators',
  'register',
  'keys',
] as const
type SectionId = (typeof sections)[number]

const [AnnouncementsPage] = later(loadAnnouncementsPage, () => <Skeleton width="50%" />)

const faces: Record<SectionId, { icon: LucideIcon; group: 'bodies' | 'control'; Page: ComponentType }> = {
  bodies: { icon: Landmark, group: 'bodies', Page: BodiesPage },
  requests: { icon: Inbox, group: 'bodies', Page: RequestsPage },
  announcements: { icon: Megaphone, group: 'bodies', Page: AnnouncementsPage },
  statistics: { icon: ChartColumn, group: 'bodies', Page: StatisticsPage },
  administrators: { icon: UserCog, group: 'control', Page: AdministratorsPage },
  register: { icon: ScrollText, group: 'control', Page: RegisterPage },
  keys: { icon: KeyRound, group: 'control', Page: KeysPage },
}

/** Helpers look at their body, and at nothing that is kept of what others do. */
const withheld: Record<SectionId, boolean> = {
  bodies: false,
  requests: true,
  announcements: true,
  statistics: true,
  administrators: true,
  register: true,
  keys: false,
}

/** Of all bodies together. */
const byOperators: SectionId[] = ['requests', 'announcements']

export function AdminScreen() {
  const { t } = useI18n()
  const navigate = useNavigate()
  const params = useParams({ strict: false })
  const access = useQuery(adminQueries.access()).data
  const decides = access?.roles.some(({ role }) => role === 'operator') ?? false
  const entered = access !== undefined && access.provedAt !== null
  const more = access?.roles.some(({ role }) => role !== 'helper') ?? false
  const shown = entered
    ? sections.filter((id) => (more || !withheld[id]) && (decides || !byOperators.includes(id)))
    : []
  const { tenantId } = params
  const section = sections.find((id) => id === params.section) ?? 'bodies'
  const { Page } = faces[section]
  const go = (id: string) => {
    drawer.set({ open: false })
    void navigate({ to: '/admin/$section', params: { section: id } })
  }

  useEffect(() => {
    if (tenantId === undefined) document.title = `${t(`admin.${section}.title`)} – ${t('admin.title')}`
  }, [section, tenantId, t])

  return (
    <Shell
      current="admin"
      onCurrent={() => go('bodies')}
      sideLabels={{ name: t('admin.title'), open: t('admin.side.open'), close: t('admin.side.close') }}
      side={
        <SideSections
          title={t('admin.title')}
          groups={(['bodies', 'control'] as const).map((group) => ({
            label: t(`admin.side.${group}`),
            items: shown
              .filter((id) => faces[id].group === group)
              .map((id) => ({ id, label: t(`admin.${id}.title`), icon: faces[id].icon })),
          }))}
          current={section}
          onOpen={go}
        />
      }
      phoneTitle={
        <Button kind="ghost" className="phone-title" onClick={() => drawer.set({ open: true })}>
          {t('admin.title')}
        </Button>
      }
    >
      <Gate>
        {tenantId === undefined ? (
          <Page />
        ) : (
          <BodyPage key={tenantId} tenantId={tenantId} tab={params.tab ?? 'overview'} />
        )}
      </Gate>
      <StepUpDialog />
    </Shell>
  )
}
