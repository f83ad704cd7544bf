import catalogue from '../locales/admin-announcements-it.json' with { type: 'json' }

export { catalogue }
