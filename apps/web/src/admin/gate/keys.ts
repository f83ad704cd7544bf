import type { AdminAccess } from '@staffetta/contract'
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { ApiError } from '@staffetta/contract'
import type { Translate } from '@staffetta/i18n'
import { useI18n } from '../../app/i18n.tsx'
import { useAttempt } from '../../app/use-attempt.ts'
import { adminApi } from '../api.ts'

/** Keys are of a name: an address in figures can have none (WebAuthn §5.1.3, step 9). */
export const keysWorkHere = (): boolean =>
  browserSupportsWebAuthn() && !/^[\d.]+$|:|\[/.test(location.hostname)

export async function proveByKey(): Promise<AdminAccess> {
  const optionsJSON = await adminApi.admin.beginProof({})
  const { id, response } = await startAuthentication({ optionsJSON })
  const { clientDataJSON, authenticatorData, signature } = response
  return adminApi.admin.proveByKey({ id, clientDataJSON, authenticatorData, signature })
}

export async function makeKey(name: string, invitation?: string) {
  const invited = invitation === undefined ? {} : { invitation }
  const optionsJSON = await adminApi.admin.beginKey(invited)
  const { id, response } = await startRegistration({ optionsJSON })
  const { clientDataJSON, attestationObject, transports } = response
  return adminApi.admin.addKey({
    ...invited,
    name,
    id,
    clientDataJSON,
    attestationObject,
    transports: (transports ?? []).filter(isTransport),
  })
}

const known = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const
const isTransport = (word: string): word is (typeof known)[number] => known.some((one) => one === word)

/** As `useAttempt`, and says what the browser's own window came to. */
export function useKeyAttempt() {
  const { t } = useI18n()
  const { busy, wrong, setWrong, attempt } = useAttempt()
  const withKey = async (work: () => Promise<unknown>): Promise<void> => {
    let said: string | null = null
    await attempt(async () => {
      try {
        await work()
      } catch (error) {
        said = keySentence(error, t)
        if (said === null) throw error
      }
    })
    if (said !== null) setWrong(said)
  }
  return { busy, wrong, setWrong, withKey }
}

function keySentence(error: unknown, t: Translate): string | null {
  if (error instanceof ApiError || !(error instanceof Error)) return null
  if (error.name === 'InvalidStateError') return t('errors.admin/key-known')
  // Given up, waited too long, or no such key: browsers do not tell these apart, so that pages cannot.
  if (error.name === 'NotAllowedError' || error.name === 'AbortError') return t('admin.gate.keyUnfinished')
  return t('admin.gate.keyUnusable')
}
