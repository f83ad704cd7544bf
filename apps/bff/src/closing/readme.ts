/** What lies in the archive and what does not, for whoever opens it in a year. */
export function readme(name: string, missing: readonly string[]): string {
  const gone =
    missing.length === 0
      ? ''
      : `\nIl server dell'ente non ha dato, e qui manca:\n${missing.map((one) => `- ${one}`).join('\n')}\n`
  return `${name}: quello che Staffetta conserva dell'ente

impostazioni/   domini, server, verifiche, regole, informative, incarichi e richiesta, un file per argomento (JSON)
persone.csv     l'elenco delle persone; l'ultima colonna dice se e quando ciascuna ha preso la copia dei propri dati
statistiche.csv l'uso negli ultimi 30 giorni, mai di meno di cinque persone
richiesta/      i file allegati alla richiesta
registro/       le operazioni di chi amministra che riguardano l'ente (degli altri solo gli anelli della catena) e il programma
                che le verifica: node verify-register.mjs registro.jsonl
risorse/        le agende di sale, auto e attrezzature (iCalendar)
rubrica.vcf     l'elenco del personale, dove lo tiene il servizio (vCard)

Non ci sono caselle, agende e rubriche delle persone: nessuno le apre. Stanno sui server dell'ente, e ciascuna persona può prendere
la copia dei propri dati dalle impostazioni finché il servizio è attivo. Password e segreti non si esportano.
${gone}`
}
