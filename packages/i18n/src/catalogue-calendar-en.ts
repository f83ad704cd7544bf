import catalogue from '../locales/calendar-en.json' with { type: 'json' }

export { catalogue }
