export type Language = 'it' | 'en'

/** What a letter says of a change in somebody's access. No address to open: whoever forges one would have one, too. */
export const accessWords = {
  it: {
    changes: {
      'key-added': {
        subject: 'Gestione: chiave aggiunta al tuo accesso',
        text: 'Al tuo accesso alla Gestione è stata aggiunta la chiave «{name}».',
      },
      'key-removed': {
        subject: 'Gestione: chiave tolta dal tuo accesso',
        text: 'Dal tuo accesso alla Gestione è stata tolta la chiave «{name}».',
      },
      'code-set': {
        subject: 'Gestione: app di codici impostata',
        text: 'Per il tuo accesso alla Gestione è stata impostata un’app di codici, con codici di riserva nuovi. Quelli di prima non valgono più.',
      },
      'code-removed': {
        subject: 'Gestione: app di codici tolta',
        text: 'Dal tuo accesso alla Gestione è stata tolta l’app di codici.',
      },
      'recovery-used': {
        subject: 'Gestione: usato un codice di riserva',
        text: 'Qualcuno ha confermato il tuo accesso alla Gestione con uno dei tuoi codici di riserva. Te ne restano: {left}.',
      },
      'recovery-renewed': {
        subject: 'Gestione: codici di riserva nuovi',
        text: 'Sono stati creati codici di riserva nuovi per il tuo accesso alla Gestione. Quelli di prima non valgono più.',
      },
      'factors-removed': {
        subject: 'Gestione: seconda conferma tolta',
        text: 'Le chiavi, l’app di codici e i codici di riserva del tuo accesso alla Gestione non valgono più. Per rientrare serve un codice d’invito nuovo: te lo dà di persona, o al telefono, chi ti ha dato l’incarico.',
      },
      'role-granted': {
        subject: 'Gestione: hai un incarico in più',
        text: 'Hai un incarico in più nella Gestione: {role}, {scope}.',
      },
      'role-ended': {
        subject: 'Gestione: un tuo incarico è terminato',
        text: 'Un tuo incarico nella Gestione è terminato: {role}, {scope}.',
      },
    },
    everyBody: 'per tutti gli enti',
    oneBody: 'per {body}',
    when: 'Quando',
    by: 'Da',
    installation: 'chi gestisce l’installazione',
    own: {
      fine: 'Se l’hai fatto tu, non serve altro.',
      wrong:
        'Se invece non ne sai nulla, qualcun altro potrebbe usare il tuo accesso: {call} e cambia la password della tua casella.',
    },
    others: {
      fine: 'Se te lo aspettavi, non serve altro.',
      wrong: 'Se invece non ne sai nulla, {call}.',
    },
    call: 'chiama subito l’assistenza',
    help: 'Assistenza: {help}',
    tell: 'avvisa subito chi gestisce il servizio',
    safe: 'In questo messaggio non ci sono collegamenti da aprire, e non ti chiediamo mai per mail una password o un codice.',
    unread: 'Questa casella non legge le risposte.',
  },
  en: {
    changes: {
      'key-added': {
        subject: 'Administration: a key was added to your access',
        text: 'The key “{name}” was added to your access to Administration.',
      },
      'key-removed': {
        subject: 'Administration: a key was removed from your access',
        text: 'The key “{name}” was removed from your access to Administration.',
      },
      'code-set': {
        subject: 'Administration: an authenticator app was set up',
        text: 'An authenticator app was set up for your access to Administration, with new recovery codes. The codes of before are not valid any more.',
      },
      'code-removed': {
        subject: 'Administration: the authenticator app was removed',
        text: 'The authenticator app was removed from your access to Administration.',
      },
      'recovery-used': {
        subject: 'Administration: a recovery code was used',
        text: 'Somebody confirmed your access to Administration with one of your recovery codes. Codes left: {left}.',
      },
      'recovery-renewed': {
        subject: 'Administration: new recovery codes',
        text: 'New recovery codes were made for your access to Administration. Those of before are not valid any more.',
      },
      'factors-removed': {
        subject: 'Administration: your second factor was removed',
        text: 'The keys, the authenticator app and the recovery codes of your access to Administration are not valid any more. To come back you need a new invitation code: whoever gave you the role tells it to you in person, or on the telephone.',
      },
      'role-granted': {
        subject: 'Administration: you have another role',
        text: 'You have another role in Administration: {role}, {scope}.',
      },
      'role-ended': {
        subject: 'Administration: a role of yours has ended',
        text: 'A role of yours in Administration has ended: {role}, {scope}.',
      },
    },
    everyBody: 'for every body',
    oneBody: 'for {body}',
    when: 'When',
    by: 'By',
    installation: 'whoever runs the installation',
    own: {
      fine: 'If it was you, there is nothing to do.',
      wrong:
        'If you know nothing of it, somebody else may be using your access: {call}, and change the password of your mailbox.',
    },
    others: {
      fine: 'If you expected it, there is nothing to do.',
      wrong: 'If you know nothing of it, {call}.',
    },
    call: 'call support at once',
    help: 'Support: {help}',
    tell: 'tell whoever runs the service at once',
    safe: 'There is no link to open in this message, and we never ask for a password or a code by mail.',
    unread: 'Nobody reads answers to this mailbox.',
  },
} as const
