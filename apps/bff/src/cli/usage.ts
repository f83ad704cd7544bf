export const usage = `staffetta: sets up the bodies that use this installation. It needs DATABASE_URL.

  staffetta tenant add <slug> --name "Comune di …" --domain <mail domain> [--domain …]
                              [--mail-host <name browsers use>] [--hue "#166f4d"] [--help-text "…"] [--shared]
  staffetta tenant list
  staffetta tenant show <slug>
  staffetta tenant add-domain <slug> <domain> [--shared] [--without-ownership "reason"]
                              one more domain, once its record in the DNS proves that it is the body's; the same again
                              looks again. --shared: other bodies have addresses in it too, and say so as well
  staffetta tenant remove-domain <slug> <domain>      its people are out, and nobody signs in by it any more
  staffetta tenant set-endpoint <slug> imap|smtp|sieve|dav|ldap --host <host> --port <port>
                              [--tls tls|starttls|none] [--verify-name <name in the certificate>]
  staffetta tenant remove-endpoint <slug> imap|smtp|sieve|dav|ldap   not while what is on needs it
  staffetta tenant set-public <slug> imap|smtp|dav [--host <name> [--port <port>] [--tls tls|starttls]]
                              where other programs and telephones find it, when that is not where the product does.
                              No --host: where the product does
  staffetta tenant set-service <slug> dav|smtp|ldap|test --user <name> --password-file <file, or - for what is typed>
                              the account the product itself uses there: for what is shared, rooms, and
                              mail nobody is signed in for; test: a mailbox of the body that the checks sign in to.
                              It needs STAFFETTA_KEY.
  staffetta tenant remove-service <slug> dav|smtp|ldap|test
  staffetta tenant check <slug> [--only dkim,spf,…]   looks at its domains and servers and says what to mend
  staffetta tenant status <slug>                      whether its servers answer now, and since when, as its page /stato says
  staffetta tenant expect <slug> <domain> [--dkim-selector <selector>] [--dkim-key-file <file>] [--mx <host> …]
                              [--spf-include <name>]     what the checks look for in that domain; "" takes it back
  staffetta tenant set-look <slug> [--name "…"] [--hue "#166f4d"] [--help-text "…"] [--greeting "…"] [--link "label https://…"] …
                              what its people see where they sign in; what is not named stays, "" takes it away
  staffetta tenant set-crest <slug> [<file>]          a PNG, or an SVG that only draws; no file: none of its own
  staffetta tenant set-patron <slug> <MM-DD> "San Giovanni Battista"     its own day of rest; none: with no words
  staffetta tenant set-work <slug> [--password-page https://…] [--message-mb 25] [--recipients 100]
                              [--hourly-messages 100] [--hourly-recipients 1000]
                              where its people change their password, how much a message may weigh and to how many it may
                              go, and how much one person sends within an hour; what is not named stays, "" is as in the product
  staffetta tenant set-hours <slug> --hours "MO-FR 08:00-14:00" --hours "TU,TH 14:30-17:30" [--zone Europe/Rome]
                              when its people work who set no hours of their own; no hours: as in the product
  staffetta tenant set-directory <slug> <path of an address book on the DAV server>
                              everybody of the tenant looks people up in it; nobody changes it here. It is read with
                              the account of set-service. No path: no directory
  staffetta tenant set-directory-ldap <slug> --base "ou=persone,dc=comune,dc=it" [--filter "(objectClass=inetOrgPerson)"]
                              the same kept in LDAP, at the endpoint ldap; signed in with set-service ldap (the name is
                              a DN), else as nobody. No base: none
  staffetta tenant list-books <slug>                  the address books the account of set-service sees on the DAV server
  staffetta tenant try-directory <slug> [<path of an address book>] [--base … [--filter …]]
                              how many people are found there, and some of them; nothing named: where it is now
  staffetta tenant set-oidc <slug> --issuer https://accesso.example.it/… --client-id staffetta [--secret-file <file, or ->]
                              [--scopes "openid email profile"] [--claim email] [--unverified]
                              [--servers token|master] [--keep-passwords]
                              people sign in at the body's own identity provider (OpenID Connect), whose token then
                              signs in to its servers. --claim: where the address of the mailbox is; --unverified: the
                              provider need not say that it verified it. --keep-passwords: passwords go on, too.
  staffetta tenant remove-oidc <slug>
  staffetta tenant set-master <slug> --user <name> --password-file <file, or ->
                              for servers that take no token: they are signed in to as <address>*<name>, for people who
                              came by the provider and for nobody else. The server's key seals it.
  staffetta tenant remove-master <slug>
  staffetta tenant enable <slug> mail|calendar|contacts
  staffetta tenant disable <slug> mail|calendar|contacts
  staffetta tenant preference <slug> [language|shortcuts|notifications|collectsWritten <on|off|it|en|none>]
                              [--lock --reason "…"]      what its people have who never chose; locked: all of them
  staffetta tenant publish-notice <slug> <file> [<file in English>]
                              another version of its privacy notice: text, # headings, - lists, **bold**. That of the
                              provider counts for the bodies that have none
  staffetta tenant notices <slug>                     its versions, and how many people took note of each
  staffetta tenant set-provider <slug>                the one the others ask to be served: it has the page where they ask
                              (/enrolment), and its account of set-service smtp sends what the product has to say
  staffetta tenant remove-provider <slug>
  staffetta enrolment list                            the bodies that asked, and where each stands
  staffetta enrolment show <slug>                     what it said of itself
  staffetta tenant set-state <slug> in-check|more-asked|approved|activating|active|suspended|closing|closed
                              --reason "…" [--at 2027-01-04T08:00+01:00] [--without-ownership "reason"]
                              one step of its way; whoever asked gets mail. With activating --at it begins by itself.
                              It needs the record of each domain in the DNS, or a reason to go on without.
                              suspended: its people are out within seconds, delivery and other programs go on
  staffetta announcement publish "text" --until 2027-01-04T21:00+01:00 [--from …] [--kind information|maintenance|fault]
                              [--en "the same in English"] [--service mail|calendar|contacts …] [--sign-in]
                              [--for <slug>,<slug> | --of <slug>]
                              a line above everybody's work while it lasts, or above that of some bodies' people; --of: in
                              the name of that body. Maintenance is announced a week before, also where one signs in
  staffetta announcement list [<slug>]                of the operators, or what a body's people see
  staffetta announcement end <id> [--of <slug>]
  staffetta tenant closing <slug> [--ends 2027-01-31T23:59+01:00 --reason "…"]
                              of one that is closing: its last day (30 days, where nobody says), who has their copy
  staffetta tenant ask-export <slug>                  a copy of what is held of it; a running node writes it. No mailbox,
  staffetta tenant fetch-export <slug> <file>         calendar or book of anybody is opened for it
  staffetta tenant delete <slug> --name "Comune di …" --reason "…" [--without-export "reason"]
                              all of it, after the last day; its name, the register and the proof stay
  staffetta tenant proof <slug>                       the proof, which bin/verify-register.mjs verifies
  staffetta ipa import <csv>  the bodies one can find there, in the place of those that came with the product: the file
                              of "enti" of IPA's open data (https://indicepa.gov.it/ipa-dati)
  staffetta config export <slug>                      all that is set of it, as one file (JSON) on standard output
  staffetta config diff <slug> <file, or ->           what that file would change; the exit code is 1 where it would
  staffetta config import <slug> <file, or -> [--dry-run]    all of it or nothing; secrets stay as they are, no file has them
  staffetta resource add <slug> <address> --name "Sala giunta" [--kind room|vehicle|equipment] [--place "…"]
                              [--capacity 20] [--note "…"] [--opening "MO-FR 08:00-18:00"] [--opening …]
                              [--approval automatic|manager] [--manager <address>] [--notice-hours 24]
                              [--ahead-days 180]        the same address again sets it anew
  staffetta resource list <slug>
  staffetta resource remove <slug> <address>
  staffetta people list <slug>                        who has signed in or is listed, and whom the body lets in
  staffetta people set-rule <slug> everyone|listed    everybody its servers vouch for, or only who is enabled
  staffetta people enable <slug> <address> …          who is not on the list comes onto it; --group "…", --all of those who are
  staffetta people disable <slug> <address> …         or --group "…", --all; sessions end within seconds, nothing is deleted
  staffetta people import <slug> <csv, or -> [--others keep|disable] [--apply] [--welcome]
                              says what the file would do, and does it with --apply; --others disable: it is the whole list;
                              --welcome: whoever is let in by it gets one letter that says how to enter
  staffetta people export <slug>                      the list as CSV, which import reads
  staffetta people leave <slug> <address> [--reason "…"]     no longer of the body: no session, no role
  staffetta people sessions <slug> [<address>] [--end]       where somebody is signed in; ends them, or everybody’s
  staffetta role grant <address> operator|auditor|tenant-admin|helper --name "Marta Olivieri" [--for <slug>]
                              [--appointment "det. 12 del 3/2/2026"]     gives a role, and a code to set up a second factor
  staffetta role list [<slug>]
  staffetta role end <id>
  staffetta role invite <id>  a new code for somebody who has lost their second factor
  staffetta role factors <id>     the keys and codes they prove themselves with
  staffetta role remove-factor <id> <key, or code>     one of them; not the last
  staffetta mail-log retention <slug> [--days 21 [--reason "…" --protocol "n. 12/2026" --agreed-on 2026-02-03
                              --approved-by "…"]]     how long it is kept; 0: not at all. More than 21 days want the
                              agreement that allows it
  staffetta mail-log search <slug> --reason "…" [--text <address or Message-ID>] [--from <instant>] [--to <instant>] [--csv]
                              letters that left by the product, never what they say; each look is in the register
  staffetta register list [<slug>] [--limit 50]       what was done, by whom, newest first
  staffetta statistics show                           how much each body used in 30 days, of five people at least
  staffetta register verify                           reads all of it, and names the first entry that was changed
  staffetta register export                           all of it as lines of JSON, which bin/verify-register.mjs verifies
  staffetta register key                              the public key of its signatures, to be kept elsewhere
  staffetta migrate           brings the database up to date

  --json   the answer as JSON, errors too        --help   this text`

/** The commands of one area; all of them where there is no such area. */
export function usageOf(area: string | undefined): string {
  const commands = usage.match(/^  staffetta .*\n(?:   .*\n)*/gm) ?? []
  const wanted = commands.filter((one) => one.startsWith(`  staffetta ${area} `))
  return wanted.length === 0 ? usage : wanted.join('')
}
