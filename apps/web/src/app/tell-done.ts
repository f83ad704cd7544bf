import type { LucideIcon } from '@staffetta/ui'
import { tellFailure } from './errors.tsx'
import { i18n } from './i18n.tsx'
import { dismissToast, notify } from './notify.ts'

interface Told {
  text: string
  icon: LucideIcon
  /** Waits for the work itself, and gives what is said then. */
  takeBack: () => Promise<string>
}

/** What is on screen already is told in one line with ten seconds to take it back; a failure takes its place. */
export function tellDone(done: Promise<unknown>, { text, icon, takeBack }: Told): void {
  const id = notify({
    text,
    icon,
    action: {
      label: i18n().t('actions.undo'),
      onAction: () => {
        takeBack().then(
          (said) => notify({ text: said }),
          // What never was done is told once.
          (error: unknown) => done.then(() => tellFailure(error)).catch(() => undefined),
        )
      },
    },
  })
  done.catch((error: unknown) => {
    dismissToast(id)
    tellFailure(error)
  })
}
