import { Button, FilterTabs } from '@staffetta/ui'
import { ArrowLeft } from 'lucide-react'
import { useI18n } from '../../app/i18n.tsx'
import type { ListLooks } from './list-view.ts'

/** Of a directory: which of its offices one looks at; '' is the tree of them. */
export interface Offices {
  path: string | undefined
  onPath: (path: string | undefined) => void
}

/** In which order a list is; of a directory, whether by its offices. */
export function ListTabs({ offices, looks }: { offices: Offices | undefined; looks: ListLooks }) {
  const { t } = useI18n()
  return (
    <>
      <div className="contact-tabs">
        {offices ? (
          <FilterTabs
            label={t('contacts.offices.show')}
            current={offices.path === undefined ? 'everybody' : 'offices'}
            tabs={[
              { id: 'everybody', label: t('contacts.offices.everybody') },
              { id: 'offices', label: t('contacts.offices.by') },
            ]}
            onChange={(tab) => offices.onPath(tab === 'offices' ? '' : undefined)}
          />
        ) : (
          <FilterTabs
            label={t('contacts.order.title')}
            current={looks.view.order}
            tabs={[
              { id: 'name', label: t('contacts.order.name') },
              { id: 'organisation', label: t('contacts.order.organisation') },
              { id: 'changed', label: t('contacts.order.changed') },
            ]}
            onChange={(order) => looks.change({ order })}
          />
        )}
      </div>
      {offices?.path && (
        <Button
          kind="text"
          size="dense"
          icon={ArrowLeft}
          className="contact-up"
          onClick={() => offices.onPath('')}
        >
          {t('contacts.offices.all')}
        </Button>
      )}
    </>
  )
}
