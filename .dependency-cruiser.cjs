/** The import law: who may know whom. Every rule says why; a rule nobody decided is not here. */
const leaf = ['contract', 'dav', 'i18n', 'icalendar', 'safe-html', 'ui', 'testing', 'vcard']
const area = (side, name) => `^apps/${side}/src/${name}/`

/** Areas of the BFF may use http, db, the live hub, and other areas only along these arrows. */
const bffArrows = {
  admin: ['announcements', 'auth', 'checks', 'enrolment', 'mail', 'register'],
  announcements: [],
  auth: ['announcements', 'status', 'mail', 'register', 'settings'],
  calendar: ['dav', 'mail', 'settings'],
  checks: ['contacts', 'mail', 'register'],
  closing: ['admin', 'calendar', 'contacts', 'dav', 'mail', 'register'],
  contacts: ['dav', 'mail', 'settings'],
  dav: [],
  enrolment: ['mail', 'register'],
  mail: ['settings'],
  'own-data': ['calendar', 'contacts', 'mail', 'settings'],
  privacy: [],
  programs: [],
  register: [],
  settings: [],
  status: ['announcements', 'checks'],
  live: [],
}

/** The rooms of the calendar, from what somebody does to what is remembered: each may use those after it. */
const calendarRooms = {
  bff:
    'mail reminders import export tasks invitations changes resources scheduling attachments free-busy events ' +
    'sharing calendars subscriptions hours account index',
  web:
    'year-view phone-day side list-view month-view time-grid invitation event-card other-answer event-editor ' +
    'recurrence free-busy resources fields event-face attachments calendars state occurrences clock',
}

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle is one module pretending to be two.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...leaf.map((name) => ({
      name: `leaf-${name}`,
      comment:
        'Packages know nothing of each other: shapes that must agree, agree structurally. Tests may start servers.',
      severity: 'error',
      from: { path: `^packages/${name}/` },
      to: { path: `^(apps|packages)/`, pathNot: `^packages/(${name}|testing)/` },
    })),
    {
      name: 'web-knows-no-server',
      comment: 'Protocol text stops at the BFF; the browser carries no parser and no Node module.',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^apps/bff/|^packages/testing/' },
    },
    {
      name: 'web-without-node',
      comment: 'What ships to a browser cannot use Node.',
      severity: 'error',
      from: { path: '^(apps/web|packages/(ui|safe-html))/src/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'bff-knows-no-screen',
      comment: 'The server never renders; safe-html is safe only in a real browser.',
      severity: 'error',
      from: { path: '^apps/bff/src/' },
      to: { path: '^apps/web/|^packages/(safe-html|ui)/' },
    },
    {
      name: 'testing-never-ships',
      comment: 'Disposable servers and builders are for tests, journeys and the demo only.',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: '\\.test\\.tsx?$|^packages/testing/' },
      to: { path: '^packages/testing/' },
    },
    ...Object.entries(bffArrows).map(([name, allowed]) => ({
      name: `bff-area-${name}`,
      comment: 'Areas meet only along the arrows of docs/architecture.md; the hub knows no area.',
      severity: 'error',
      from: { path: area('bff', name), pathNot: '\\.test\\.ts$' },
      to: {
        path: `^apps/bff/src/(${Object.keys(bffArrows).join('|')}|cli)/`,
        pathNot: [
          area('bff', name),
          ...allowed.map((other) => area('bff', other)),
          '^apps/bff/src/live/hub\\.ts$',
        ],
      },
    })),
    ...Object.entries(calendarRooms).flatMap(([side, rooms]) =>
      rooms.split(' ').map((room, above, all) => ({
        name: `${side}-calendar-${room}`,
        comment:
          'Rooms are used from above, as docs/architecture.md has them; a type may be named from below.',
        severity: 'error',
        from: { path: `^apps/${side}/src/calendar/${room}/`, pathNot: '\\.test\\.tsx?$' },
        to: {
          path: `^apps/${side}/src/calendar/(${all.slice(0, above).join('|')})/`,
          dependencyTypesNot: ['type-only'],
        },
      })),
    ),
    {
      name: 'calendar-rooms-below-the-screen',
      comment: 'What stands at the top of the calendar puts the rooms together; none of them knows it.',
      severity: 'error',
      from: { path: '^apps/(bff|web)/src/calendar/[^/]+/' },
      to: { path: '^apps/(bff|web)/src/calendar/[^/]+\\.tsx?$' },
    },
    {
      name: 'bff-http-and-db-know-no-area',
      comment: 'Manners and storage serve the areas, not the other way round.',
      severity: 'error',
      from: { path: '^apps/bff/src/(http|db)/', pathNot: '\\.test\\.ts$' },
      to: { path: `^apps/bff/src/(${Object.keys(bffArrows).join('|')}|cli)/` },
    },
    {
      name: 'web-areas-by-their-face',
      comment: 'Another area is used through its index.ts only, so that it can change inside.',
      severity: 'error',
      from: { path: '^apps/web/src/(mail|calendar|settings)/', pathNot: '\\.test\\.tsx?$' },
      to: {
        path: '^apps/web/src/(mail|calendar|contacts|tasks|settings)/',
        pathNot: ['^apps/web/src/$1/', '^apps/web/src/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'web-tasks-know-the-calendar',
      comment:
        'Tasks lie in calendars: they use its clocks, words and fields as their own. Everything else by its face.',
      severity: 'error',
      from: { path: '^apps/web/src/tasks/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^apps/web/src/(mail|settings)/', pathNot: '^apps/web/src/[^/]+/index\\.ts$' },
    },
    {
      name: 'web-contacts-know-the-calendar',
      comment:
        'Books have the colours and fields of calendars, and are changed the same way. Everything else by its face.',
      severity: 'error',
      from: { path: '^apps/web/src/contacts/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^apps/web/src/(mail|tasks|settings)/', pathNot: '^apps/web/src/[^/]+/index\\.ts$' },
    },
    {
      name: 'web-calendar-knows-no-mail',
      comment: 'Mail shows invitations and asks the calendar; the calendar and its tasks never ask mail.',
      severity: 'error',
      from: { path: '^apps/web/src/(calendar|tasks)/' },
      to: { path: '^apps/web/src/mail/' },
    },
    {
      name: 'web-settings-know-no-work',
      comment: 'Mail and calendar ask what the person wishes; the wishes know neither.',
      severity: 'error',
      from: { path: '^apps/web/src/settings/' },
      to: { path: '^apps/web/src/(mail|calendar|contacts|tasks)/' },
    },
    {
      name: 'web-app-knows-no-area',
      comment: 'The shell offers places; areas fill them from routes.',
      severity: 'error',
      from: { path: '^apps/web/src/app/', pathNot: '\\.test\\.tsx?$|app/router\\.tsx?$' },
      to: { path: '^apps/web/src/(announcements|status|mail|calendar|contacts|tasks|settings|routes)/' },
    },
    ...[
      ['imapflow', '^apps/bff/src/mail/|^packages/testing/', 'One typed adapter speaks IMAP.'],
      ['ldapts', '^apps/bff/(src/contacts/ldap/|test/)', 'One room reads directories in LDAP.'],
      ['nodemailer', '^apps/bff/src/mail/|^packages/testing/', 'Sending is an act of the mail area.'],
      ['dompurify', '^packages/safe-html/', 'One door to the sanitiser; what comes out is typed SafeHtml.'],
      ['css-tree', '^packages/safe-html/', 'Mail CSS is judged in one place.'],
      [
        '@tiptap',
        '^apps/web/src/(mail/composer/|settings/SignatureEditor)',
        'The editor is a lazy chunk of the composer and of signatures.',
      ],
      [
        'ical.js',
        '^packages/(icalendar|vcard)/',
        'One place understands iCalendar text, one the text of cards.',
      ],
      ['rrule-temporal', '^packages/icalendar/', 'Rules are expanded within limits, in one place.'],
      ['timezones-ical-library', '^packages/icalendar/', 'VTIMEZONEs are written in one place.'],
      ['kysely', '^apps/bff/(src/db|test)/', 'SQL lives in db.'],
      ['pg', '^apps/bff/src/db/|^packages/testing/', 'SQL lives in db.'],
      [
        'undici',
        '^apps/bff/src/http/|^packages/dav/',
        'One guarded module fetches on someone else’s word, one client speaks DAV.',
      ],
      ['fast-xml-parser', '^packages/dav/', 'XML from a server is read in one place, with DTDs refused.'],
    ].map(([library, home, comment]) => ({
      name: `door-${library}`,
      comment,
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: home },
      to: { path: `node_modules/${library}/` },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages)/[^/]+/(dist|corpus|fixtures)/' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
}
