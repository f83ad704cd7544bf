import catalogue from '../locales/announcements-it.json' with { type: 'json' }

export { catalogue }
