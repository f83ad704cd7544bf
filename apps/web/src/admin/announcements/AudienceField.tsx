import { Checkbox, Field, Radio } from '@staffetta/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { matches } from '../bodies/filter.ts'
import { adminQueries } from '../queries.ts'
import type { Typed } from './draft.ts'

type Audience = Pick<Typed, 'everybody' | 'bodies'>

/** Whom the operators tell. */
export function AudienceField({
  value: { everybody, bodies },
  error,
  onChange,
}: {
  value: Audience
  error: string | undefined
  onChange: (value: Audience) => void
}) {
  const { t } = useI18n()
  const { data = [] } = useQuery(adminQueries.tenants())
  const [text, setText] = useState('')
  return (
    <fieldset className="setup-modes">
      <legend>{t('announcing.audience')}</legend>
      {([true, false] as const).map((all) => (
        <Radio
          key={String(all)}
          name="audience"
          label={t(all ? 'announcing.everybody' : 'announcing.some')}
          checked={everybody === all}
          onChange={() => onChange({ everybody: all, bodies })}
        />
      ))}
      {!everybody && (
        <div className="announcement-bodies">
          <Field
            dense
            type="search"
            label={t('admin.bodies.filter')}
            labelHidden
            placeholder={t('admin.bodies.filter')}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <div className="announcement-choices">
            {data
              .filter((row) => matches(row, text))
              .map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={bodies.includes(id)}
                  onChange={({ target }) =>
                    onChange({
                      everybody,
                      bodies: target.checked ? [...bodies, id] : bodies.filter((one) => one !== id),
                    })
                  }
                />
              ))}
          </div>
          <p className="admin-none" role="status">
            {t('announcing.chosen', { count: bodies.length })}
          </p>
        </div>
      )}
      {error !== undefined && (
        <p role="alert" className="announcement-wrong">
          {error}
        </p>
      )}
    </fieldset>
  )
}
