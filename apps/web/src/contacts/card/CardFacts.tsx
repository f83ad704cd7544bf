import type { CardDetail, CardRef } from '@staffetta/contract'
import { Icon } from '@staffetta/ui'
import { Cake, ExternalLink, MapPin, Phone } from 'lucide-react'
import type { ReactNode } from 'react'
import { useI18n } from '../../app/i18n.tsx'
import { linkPieces } from '../../app/link-pieces.ts'
import { openComposer } from '../../mail/index.ts'
import { isGroup } from '../state/contact.ts'
import type { Known } from '../state/use-contacts.ts'
import { Fact, Facts } from './Facts.tsx'
import {
  addressLines,
  dateText,
  kindWord,
  mapAddress,
  messengerWord,
  telephone,
  webAddress,
} from './words.ts'

interface Props {
  detail: CardDetail
  known: Known
  onOpen: (ref: CardRef) => void
}

/** Everything the card says, in parts; what it does not say is not there. */
export function CardFacts({ detail, known, onOpen }: Props) {
  const { t, locale, formats } = useI18n()
  const { fields } = detail
  const plain = (word: 'organisation' | 'role' | 'nickname' | 'timeZone') =>
    fields[word] === '' ? null : (
      <Fact key={word} word={t(`contacts.fields.${word}`)}>
        {fields[word]}
      </Fact>
    )
  const person = (word: 'manager' | 'assistant') => {
    const named = fields[word]
    if (named === '') return null
    const card = known.contacts.find((one) => !isGroup(one) && (one.name === named || one.sortName === named))
    return (
      <Fact key={word} word={t(`contacts.fields.${word}`)}>
        {card ? (
          <button type="button" className="person-link" onClick={() => onOpen(card.ref)}>
            {named}
          </button>
        ) : (
          named
        )}
      </Fact>
    )
  }
  const date = (word: 'birthday' | 'anniversary') => {
    const at = fields[word]
    return at === null ? null : (
      <Fact key={word} word={t(`contacts.fields.${word}`)}>
        {word === 'birthday' && <Icon of={Cake} size={16} />} {dateText(at, locale)}
      </Fact>
    )
  }
  const outside = (href: string, text: ReactNode) => (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  )
  const reach = [
    ...fields.emails.map((one, at) => (
      <Fact key={`email ${at}`} word={kindWord(one, t('contacts.fields.email'), t)} copy={one.value}>
        <button
          type="button"
          className="person-link"
          onClick={() => openComposer({ kind: 'new', to: [{ name: fields.fullName, address: one.value }] })}
        >
          {one.value}
        </button>
      </Fact>
    )),
    ...fields.phones.map((one, at) => (
      <Fact
        key={`phone ${at}`}
        word={kindWord(one, t('contacts.fields.phone'), t)}
        copy={one.value}
        action={
          one.device !== 'fax' && (
            <a
              className="ui-icon-button"
              data-size={28}
              href={telephone(one.value)}
              aria-label={t('contacts.card.call', { number: one.value })}
              title={t('contacts.card.call', { number: one.value })}
            >
              <Icon of={Phone} size={16} />
            </a>
          )
        }
      >
        {one.value}
      </Fact>
    )),
    ...fields.urls.map((one, at) => {
      const href = webAddress(one.value)
      return (
        <Fact key={`url ${at}`} word={kindWord(one, t('contacts.fields.url'), t)} copy={one.value}>
          {href === null ? one.value : outside(href, one.value)}
        </Fact>
      )
    }),
    ...fields.messengers.map((one, at) => (
      <Fact key={`messenger ${at}`} word={kindWord(one, t('contacts.fields.messenger'), t)} copy={one.value}>
        {messengerWord(one)}
      </Fact>
    )),
  ]
  const units = fields.units.filter(Boolean)
  const phonetic = [fields.phonetic.given, fields.phonetic.family].filter(Boolean).join(' ')
  const link = detail.photo?.link ?? ''
  return (
    <div className="person-facts">
      <Facts title={t('contacts.parts.reach')} rows={reach} />
      <Facts
        title={t('contacts.parts.work')}
        rows={[
          plain('organisation'),
          units.length === 0 ? null : (
            <Fact key="units" word={t('contacts.fields.office')}>
              {units.join(', ')}
            </Fact>
          ),
          plain('role'),
          person('manager'),
          person('assistant'),
        ]}
      />
      <Facts
        title={t('contacts.parts.places')}
        rows={fields.addresses.map((one, at) => (
          <Fact
            key={at}
            word={kindWord(one, t('contacts.fields.address'), t)}
            copy={addressLines(one).join(', ')}
            action={
              <a
                className="ui-icon-button"
                data-size={28}
                href={mapAddress(one)}
                target="_blank"
                rel="noopener noreferrer"
                aria-label={t('contacts.card.map')}
                title={t('contacts.card.map')}
              >
                <Icon of={MapPin} size={16} />
              </a>
            }
          >
            {addressLines(one).map((line) => (
              <span key={line} className="person-line">
                {line}
              </span>
            ))}
          </Fact>
        ))}
      />
      <Facts
        title={t('contacts.parts.person')}
        rows={[
          date('birthday'),
          date('anniversary'),
          plain('nickname'),
          phonetic === '' ? null : (
            <Fact key="phonetic" word={t('contacts.fields.phonetic')}>
              {phonetic}
            </Fact>
          ),
          plain('timeZone'),
        ]}
      />
      <Facts
        title={t('contacts.parts.more')}
        rows={[
          ...fields.custom.map(({ label, value }, at) => (
            <Fact key={`custom ${at}`} word={label || t('contacts.fields.custom')} copy={value}>
              {value}
            </Fact>
          )),
          ...detail.keys.map(({ id, kind, link: at, size }) => (
            <Fact key={id} word={t(`contacts.keys.${kind}`)}>
              {webAddress(at) === null ? formats.size(size) : outside(webAddress(at)!, at)}
            </Fact>
          )),
          webAddress(link) === null ? null : (
            <Fact key="photo" word={t('contacts.fields.photo')}>
              {outside(
                webAddress(link)!,
                <>
                  {t('contacts.card.photoElsewhere')} <Icon of={ExternalLink} size={14} />
                </>,
              )}
            </Fact>
          ),
        ]}
      />
      {fields.note !== '' && (
        <section className="facts person-note" aria-label={t('contacts.fields.note')}>
          <h2>{t('contacts.fields.note')}</h2>
          <p>
            {linkPieces(fields.note).map((piece, at) =>
              piece.kind === 'words' ? (
                piece.text
              ) : piece.href.startsWith('mailto:') ? (
                <button
                  key={at}
                  type="button"
                  className="person-link"
                  onClick={() => openComposer({ kind: 'new', to: [{ name: '', address: piece.text }] })}
                >
                  {piece.text}
                </button>
              ) : (
                <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer">
                  {piece.text}
                </a>
              ),
            )}
          </p>
        </section>
      )}
    </div>
  )
}
