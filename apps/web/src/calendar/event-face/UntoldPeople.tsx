import type { Untold } from '@staffetta/contract'
import { Button } from '@staffetta/ui'
import { CircleAlert, Send } from 'lucide-react'
import { useAttempt } from '../../app/use-attempt.ts'
import { useSayer } from '../state/use-calendar.ts'
import { sendAgain } from '../state/invitation-mutations.ts'
import { waitsText } from '../state/waits-text.ts'
import { Fact } from './Fact.tsx'

interface Props {
  untold: readonly Untold[]
  /** Those of them who have a name. */
  people: readonly { name: string; address: string }[]
  /** What they wait for: of an organizer, or of somebody who is asked. */
  letter: 'notice' | 'answer'
}

const states = ['waiting', 'uncertain', 'failed'] as const

/** Whom a letter about an event has not reached: it goes by itself, or somebody sends it again. */
export function UntoldPeople({ untold, people, letter }: Props) {
  const sayer = useSayer()
  const { t } = sayer
  const { busy, wrong, attempt } = useAttempt()
  const nameOf = (address: string) => people.find((one) => one.address === address)?.name || address
  return states.map((state) => {
    const those = untold.filter((one) => one.state === state)
    if (those.length === 0) return null
    const leavesAt =
      those
        .map((one) => one.leavesAt)
        .toSorted()
        .at(-1) ?? null
    const letters = [...new Set(those.map(({ submissionId }) => submissionId))]
    return (
      <Fact key={state} icon={state === 'waiting' ? Send : CircleAlert}>
        {t(`calendar.untold.${state}`, { names: those.map(({ address }) => nameOf(address)).join(', ') })}
        <small>
          {state === 'waiting' ? waitsText(letter, leavesAt, sayer) : t(`calendar.untold.why.${state}`)}
        </small>
        {state !== 'waiting' && (
          <Button kind="text" size="dense" busy={busy} onClick={() => void attempt(() => sendAgain(letters))}>
            {t('actions.retry')}
          </Button>
        )}
        {state !== 'waiting' && wrong !== null && <small role="alert">{wrong}</small>}
      </Fact>
    )
  })
}
