import { contactRoles, type Dossier, type EnrolmentFile, type EnrolmentStep } from '@staffetta/contract'
import type { I18n } from '../app/i18n.tsx'

/** What was said in a step, in one line each; empty where nothing was. */
export function saidIn(
  step: EnrolmentStep,
  { dossier, files }: { dossier: Dossier; files: EnrolmentFile[] },
  { t, formats }: I18n,
): string[] {
  const { body, people, agreement, hosting, services, privacy } = dossier
  const lines: Record<EnrolmentStep, () => string[]> = {
    body: () => [body.name, body.ipaCode, body.taxCode, body.pec, body.address],
    people: () =>
      contactRoles.flatMap((role) => {
        const { name, email, phone } = people[role]
        const how = [name, email, phone].filter(Boolean).join(', ')
        return how === '' ? [] : [`${t(`enrolment.people.roles.${role}`)}: ${how}`]
      }),
    agreement: () => [
      agreement.number === '' ? '' : numberOf(agreement, { t, formats }),
      ...files.map(({ fileName }) => fileName),
    ],
    hosting: () => [
      ...hosting.domains.map(({ name, shared }) =>
        shared ? `${name}, ${t('enrolment.hosting.shared').toLowerCase()}` : name,
      ),
      t(`enrolment.hosting.${hosting.where}`),
      ...(hosting.where === 'provider'
        ? []
        : (['imap', 'smtp', 'sieve', 'dav'] as const).flatMap((kind) => {
            const { host, port } = hosting.endpoints[kind]
            return host === '' ? [] : [`${t(`enrolment.hosting.kinds.${kind}`)}: ${host}:${port}`]
          })),
      hosting.webmail === '' || hosting.webmail === 'none'
        ? ''
        : `${t('enrolment.hosting.webmail')}: ${t(`enrolment.hosting.webmails.${hosting.webmail}`)}`,
      hosting.gigabytes === null
        ? ''
        : `${t('enrolment.hosting.gigabytes')}: ${formats.number(hosting.gigabytes)} ${t('enrolment.hosting.gb')}`,
      hosting.mailboxes === null
        ? ''
        : `${t('enrolment.hosting.mailboxes')}: ${formats.number(hosting.mailboxes)}`,
    ],
    services: () => services.map((service) => t(`enrolment.services.${service}.title`)),
    privacy: () => [
      privacy.appointment ? t('enrolment.summary.agreed') : '',
      t('enrolment.summary.days', { count: privacy.logDays }),
    ],
  }
  return lines[step]().filter((line) => line !== '')
}

/** The same below the name of a step that is done. */
export function shortly(
  step: EnrolmentStep,
  about: { dossier: Dossier; files: EnrolmentFile[] },
  i18n: Pick<I18n, 't' | 'formats'>,
): string {
  const { dossier, files } = about
  const { t } = i18n
  if (step === 'agreement')
    return dossier.agreement.number === ''
      ? ''
      : [
          numberOf(dossier.agreement, i18n),
          ...(files.length > 0 ? [t('enrolment.summary.files', { count: files.length })] : []),
        ].join(', ')
  if (step === 'people') {
    const { requester, ...others } = dossier.people
    const names = new Set(Object.values(others).map(({ email }) => email.toLowerCase()))
    names.delete('')
    names.delete(requester.email.toLowerCase())
    return names.size === 0
      ? requester.name
      : t('enrolment.summary.others', { name: requester.name, count: names.size })
  }
  if (step === 'body') return dossier.body.name
  if (step === 'hosting') return dossier.hosting.domains.map(({ name }) => name).join(', ')
  if (step === 'services')
    return dossier.services.map((service) => t(`enrolment.services.${service}.title`)).join(', ')
  return t('enrolment.summary.days', { count: dossier.privacy.logDays })
}

function numberOf(
  { number, date }: Dossier['agreement'],
  { t, formats }: Pick<I18n, 't' | 'formats'>,
): string {
  return t('enrolment.summary.number', { number, date: date === '' ? '…' : formats.date(`${date}T12:00:00`) })
}
