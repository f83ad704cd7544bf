import { Dossier, Enrolment, PublicBody } from './enrolment.ts'
import { Uuid } from './ids.ts'
import { defineRoute } from './route.ts'
import { array, integer, nullable, object, oneOf, string } from './schema.ts'

/** Whose request it is, is in a cookie: the token of a link stands in no address that is logged. */
const request = { access: 'public', answer: 'json', response: Enrolment } as const
const path = '/api/enrolment/request'

/** A body asks to be served. Public, and only where one tenant is the provider: elsewhere all of it is 404. */
export const enrolment = {
  /** The ten that fit best, while somebody types. */
  findBodies: defineRoute({
    method: 'GET',
    path: '/api/enrolment/bodies',
    access: 'public',
    query: object({ q: string({ minLength: 1, maxLength: 100 }) }),
    answer: 'json',
    response: object({ bodies: array(PublicBody) }),
    errors: [],
  }),
  /** A new draft, with a link of its own. */
  begin: defineRoute({
    ...request,
    method: 'POST',
    path,
    body: object({ language: oneOf('it', 'en'), dossier: Dossier }),
    errors: ['request/too-many'],
  }),
  /** With what a link holds. One answer for a link that is old and one that never was. */
  open: defineRoute({
    ...request,
    method: 'POST',
    path: `${path}/open`,
    body: object({ token: string({ maxLength: 100 }) }),
    errors: ['enrolment/gone', 'request/too-many'],
  }),
  /** The one this browser works on. */
  get: defineRoute({
    ...request,
    method: 'GET',
    path,
    response: object({ enrolment: nullable(Enrolment) }),
    errors: [],
  }),
  save: defineRoute({
    ...request,
    method: 'PUT',
    path,
    body: object({ version: integer(), dossier: Dossier }),
    errors: ['enrolment/gone', 'enrolment/changed-elsewhere', 'enrolment/closed', 'request/too-many'],
  }),
  addFile: defineRoute({
    ...request,
    method: 'POST',
    path: `${path}/files`,
    query: object({ fileName: string({ minLength: 1, maxLength: 255 }) }),
    body: 'bytes',
    errors: ['enrolment/gone', 'enrolment/closed', 'enrolment/file-refused', 'enrolment/file-too-large'],
  }),
  getFile: defineRoute({
    method: 'GET',
    path: `${path}/files/:fileId`,
    access: 'public',
    params: object({ fileId: Uuid }),
    answer: 'bytes',
    errors: ['enrolment/gone'],
  }),
  removeFile: defineRoute({
    ...request,
    method: 'DELETE',
    path: `${path}/files/:fileId`,
    params: object({ fileId: Uuid }),
    errors: ['enrolment/gone', 'enrolment/closed'],
  }),
  /** As it is saved in this version. From here on the body is a tenant, and its dossier is read by others. */
  send: defineRoute({
    ...request,
    method: 'POST',
    path: `${path}/send`,
    body: object({ version: integer() }),
    errors: [
      'enrolment/gone',
      'enrolment/changed-elsewhere',
      'enrolment/closed',
      'enrolment/incomplete',
      'request/too-many',
    ],
  }),
  /** Nothing of it stays in this browser; the link leads back. */
  leave: defineRoute({
    method: 'POST',
    path: `${path}/leave`,
    access: 'public',
    answer: 'empty',
    errors: [],
  }),
  /** A draft nobody sent is thrown away, its files with it. */
  discard: defineRoute({
    method: 'DELETE',
    path,
    access: 'public',
    answer: 'empty',
    errors: ['enrolment/gone', 'enrolment/closed'],
  }),
}
