import catalogue from '../locales/announcements-en.json' with { type: 'json' }

export { catalogue }
