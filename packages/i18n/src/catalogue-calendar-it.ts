import catalogue from '../locales/calendar-it.json' with { type: 'json' }

export { catalogue }
