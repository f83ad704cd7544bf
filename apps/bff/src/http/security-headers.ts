import type { FastifyInstance } from 'fastify'

/** The one style element that is not ours: react-aria's `touch-action` for what can be pressed. */
const reactAriaStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"

/**
 * The app's own wall: only our scripts and style sheets, nothing framed, nothing leaked to whom a link leads. Style
 * attributes alone may be inline: the inert documents in which mail is sanitised take this policy over, and Chromium
 * reports every attribute of every newsletter otherwise.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${reactAriaStyle}`,
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** The page a message is put into: the sender's own styles, pictures of ours, nothing that runs, loads or leads away. */
const messageFramePath = '/message-frame.html'
const messageFramePolicy =
  "default-src 'none'; img-src 'self' blob: data:; style-src 'unsafe-inline'; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"

/** What is no page, should a browser ever make one of it: nothing. */
const nothing = "default-src 'none'; frame-ancestors 'none'"

/**
 * What holds for a page is sent with pages alone: with each of the forty files and answers before the first row of mail it
 * would be a twelfth of all that crosses the wire.
 */
export function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    const page = !/^\/(?:api|assets)\//.test(request.url)
    void reply.header('x-content-type-options', 'nosniff')
    void reply.header('referrer-policy', 'no-referrer')
    void reply.header('cross-origin-resource-policy', 'same-origin')
    if (page) {
      void reply.header('cross-origin-opener-policy', 'same-origin')
      void reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    }
    if (!reply.hasHeader('content-security-policy'))
      void reply.header('content-security-policy', page ? policyOf(request.url) : nothing)
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      void reply.header('cache-control', 'no-store')
    if (request.protocol === 'https') void reply.header('strict-transport-security', 'max-age=31536000')
  })
}

function policyOf(url: string): string {
  return url === messageFramePath ? messageFramePolicy : contentSecurityPolicy
}
