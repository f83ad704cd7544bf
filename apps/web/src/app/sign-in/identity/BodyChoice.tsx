import { Select } from '@staffetta/ui'
import { useI18n } from '../../i18n.tsx'

interface Props {
  bodies: { slug: string; name: string }[]
  /** The form was sent without. */
  missing: boolean
  onBody: ((slug: string) => void) | undefined
}

/** Several bodies have addresses in one domain: whoever signs in says of which they are, and only its servers see the password. */
export function BodyChoice({ bodies, missing, onBody }: Props) {
  const { t } = useI18n()
  return (
    <Select
      name="body"
      label={t('identity.body')}
      hint={t('identity.bodyHint')}
      error={missing ? t('errors.auth/body-ambiguous') : undefined}
      defaultValue=""
      options={[
        { value: '', label: t('identity.choose') },
        ...bodies.map(({ slug, name }) => ({ value: slug, label: name })),
      ]}
      onChange={(event) => onBody?.(event.target.value)}
    />
  )
}
