import type { PersonRow as Person } from '@staffetta/contract'
import { Avatar, Checkbox, Chip, Skeleton } from '@staffetta/ui'
import { useI18n } from '../../app/i18n.tsx'
import { quotaWords } from './quota-words.ts'
import { StateMark } from './StateMark.tsx'

interface Props {
  person: Person | undefined
  place: number
  total: number
  top: number
  tabbable: boolean
  /** Null: nothing can be chosen. */
  chosen: boolean | null
  onToggle: (person: Person) => void
  onPress: (place: number, person: Person, event: React.MouseEvent) => void
  onFocus: (place: number) => void
}

/** Soon nothing more goes in. */
const isFull = (quota: Person['quota']) => quota !== null && quota.usedBytes >= 0.9 * quota.totalBytes

/** Somebody of the body: who they are, where, and whether they may come in. */
export function PersonRow({
  person,
  place,
  total,
  top,
  tabbable,
  chosen,
  onToggle,
  onPress,
  onFocus,
}: Props) {
  const { t, formats } = useI18n()
  return (
    <li
      className="person-row"
      style={{ transform: `translateY(${top}px)` }}
      data-chosen={chosen || undefined}
      aria-setsize={total}
      aria-posinset={place + 1}
    >
      {person === undefined ? (
        <span className="person-waits" aria-busy>
          <Skeleton width="40%" />
        </span>
      ) : (
        <>
          {chosen !== null && (
            <Checkbox
              label={t('people.choose', { name: person.name })}
              labelHidden
              checked={chosen}
              tabIndex={-1}
              onChange={() => onToggle(person)}
            />
          )}
          <button
            type="button"
            className="person-open"
            data-at={place}
            tabIndex={tabbable ? 0 : -1}
            onClick={(event) => onPress(place, person, event)}
            onFocus={() => onFocus(place)}
          >
            <Avatar name={person.name} />
            <span className="person-words">
              <strong>{person.name}</strong>
              <span>{person.address}</span>
            </span>
            <span className="person-group">{person.group}</span>
            <span className="person-role">
              {person.role !== null && <Chip tone="hue">{t(`admin.roles.${person.role}`)}</Chip>}
            </span>
            <span className="person-quota" data-full={isFull(person.quota) || undefined}>
              {quotaWords(person.quota, t, formats)}
              {person.quota && <span>{formats.messageDate(person.quota.at)}</span>}
            </span>
            <span className="person-seen">
              {person.signedInAt === null
                ? t('people.never')
                : t('people.lastSignIn', { date: formats.messageDate(person.signedInAt) })}
              {person.sessions > 0 && <span>{t('people.openSessions', { count: person.sessions })}</span>}
            </span>
            <span className="person-state">
              <StateMark state={person.state} />
            </span>
          </button>
        </>
      )}
    </li>
  )
}
