import type { MessageKey } from '@staffetta/i18n'
import type { ReactNode } from 'react'

type IdIn<Key> = Key extends `settings.${infer Id}.label` ? Id : never
/** One setting: where its words lie in the catalogue, which is where the search finds it. */
export type SettingId = IdIn<MessageKey>

/** The place of a setting on its screen. Every setting with words has exactly one (settings-index.test.ts). */
export function Setting({ of, children }: { of: SettingId; children: ReactNode }) {
  return (
    <div className="setting" data-setting={of}>
      {children}
    </div>
  )
}
