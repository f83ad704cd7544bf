import './LanguageMenu.css'
import { locales } from '@staffetta/i18n'
import { useMenu, VisuallyHidden } from '@staffetta/ui'
import { chooseLanguage, useI18n } from '../i18n.tsx'

export function LanguageMenu() {
  const { t, locale } = useI18n()
  const menu = useMenu(
    () =>
      locales.map((one) => ({
        kind: 'action',
        id: one,
        label: t(`app.languages.${one}`),
        checked: one === locale,
        onAction: () => chooseLanguage(one),
      })),
    t('app.language'),
  )
  return (
    <>
      <button type="button" className="strip-language" title={t('app.language')} {...menu.trigger}>
        {locale.toUpperCase()}
        <VisuallyHidden>{t('app.language')}</VisuallyHidden>
      </button>
      {menu.element}
    </>
  )
}
