import type { Plugin } from 'vite'

const files = /[/\\]packages[/\\]contract[/\\]src[/\\](admin-|announcement-|enrolment-)?routes\.ts$/

/**
 * Of the contract's routes a browser calls with their method and path, and never looks at the schemas: they stay behind in the
 * build, a fifth of what the app weighs before the first row.
 */
export function routesAlone(): Plugin {
  return {
    name: 'routes-alone',
    apply: 'build',
    async load(id) {
      const [file, area] = files.exec(id) ?? []
      if (file === undefined) return null
      const name =
        area === undefined
          ? 'routes'
          : (`${area.slice(0, -1)}Routes` as 'adminRoutes' | 'announcementRoutes' | 'enrolmentRoutes')
      // Only here: whoever reads the configuration need not have built the contract.
      const contract = await import('@staffetta/contract')
      return `export const ${name} = ${JSON.stringify(calledBy(contract[name]))}`
    },
  }
}

function calledBy(areas: Record<string, object>): unknown {
  return mapValues(areas, (area) =>
    mapValues(
      area as Record<string, { method: string; path: string; answer: string; body?: unknown }>,
      (route) => {
        const { method, path, answer, body } = route
        return { method, path, answer, ...(body !== undefined && { body: body === 'bytes' ? body : {} }) }
      },
    ),
  )
}

function mapValues<T>(object: Record<string, T>, map: (value: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]))
}
