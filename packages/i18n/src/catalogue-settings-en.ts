import catalogue from '../locales/settings-en.json' with { type: 'json' }

export { catalogue }
