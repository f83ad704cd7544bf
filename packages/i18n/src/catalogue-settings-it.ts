import catalogue from '../locales/settings-it.json' with { type: 'json' }

export { catalogue }
