import type { Partstat } from '@staffetta/contract'
import { Icon, VisuallyHidden } from '@staffetta/ui'
import type { CSSProperties } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import type { Day } from '../clock/days.ts'
import { answerIcons } from '../event-face/answer-icons.ts'
import { clockText, type WallClock } from '../clock/wall-clock.ts'
import { offOn, type PlanRow, type State, takenOn } from './plan.ts'

interface Props {
  row: PlanRow
  answer: Partstat | undefined
  day: Day
  /** A day of rest for everybody. */
  rest: boolean
  shown: Hours
  clock: WallClock
}

/** Minutes of the wall. */
export interface Hours {
  from: number
  to: number
}

/** Where something stands in the hours that are shown, as shares of their width. */
export function placeIn(shown: Hours, { from, to }: Hours): CSSProperties {
  const share = (minute: number) => Math.max(0, Math.min(1, (minute - shown.from) / (shown.to - shown.from)))
  return { '--from': share(from), '--to': share(to) } as CSSProperties
}

/** Somebody's day: drawn for the eye, said in words for the ear. */
export function FreeBusyLine({ row, answer, day, rest, shown, clock }: Props) {
  const { t } = useI18n()
  const taken = takenOn(row, day, clock)
  const unknown = row.known?.unknown ?? null
  const off = rest ? [shown] : offOn(row, day, clock)
  const said = ({ from, to }: Hours, state: Exclude<State, 'free' | 'unknown'>) =>
    t('freeBusy.taken', {
      state: t(`freeBusy.state.${state}`),
      from: clockText(from),
      to: to === 1440 ? '24:00' : clockText(to),
    })
  const words = taken.map((hours) => said(hours, hours.kind))
  if (words.length === 0) words.push(t('freeBusy.freeAllDay'))
  words.push(...(rest ? [] : off.map((hours) => said(hours, 'off'))))
  return (
    <li>
      <span className="free-busy-name">
        <b title={row.name}>{row.name}</b>
        {row.detail !== '' && <small title={row.detail}>{row.detail}</small>}
        {answer !== undefined && (
          <Icon of={answerIcons[answer]} size={16} label={t(`event.people.answer.${answer}`)} />
        )}
      </span>
      <span className="free-busy-track" data-asked={row.known === null || undefined}>
        <span className="free-busy-bars" aria-hidden="true">
          {off
            .filter(({ from, to }) => from < shown.to && to > shown.from)
            .map((hours) => (
              <i key={hours.from} data-kind="rest" style={placeIn(shown, hours)} />
            ))}
          {taken
            .filter(({ from, to }) => from < shown.to && to > shown.from)
            .map(({ kind, ...hours }) => (
              <i key={`${hours.from} ${kind}`} data-kind={kind} style={placeIn(shown, hours)} />
            ))}
        </span>
        {unknown !== null && <em>{t(`freeBusy.unknown.${unknown}`)}</em>}
        {unknown === null && row.known !== null && <VisuallyHidden>{words.join('; ')}</VisuallyHidden>}
      </span>
    </li>
  )
}
