import catalogue from '../locales/admin-announcements-en.json' with { type: 'json' }

export { catalogue }
