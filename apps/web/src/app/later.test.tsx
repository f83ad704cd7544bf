// @vitest-environment jsdom
import { later } from '@staffetta/ui'
import { Component, type ComponentType, type ReactNode, type Ref } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'

const Words = () => <p>Eccomi</p>
const Waiting = () => <p>…</p>

class Boundary extends Component<{ children: ReactNode }> {
  override state = { said: null }
  static getDerivedStateFromError = (error: Error) => ({ said: error.message })
  override render = () => this.state.said ?? this.props.children
}

/** Drawn, before anything that is awaited comes. */
function drawn(element: ReactNode): HTMLElement {
  const place = document.createElement('div')
  const root = createRoot(place, { onCaughtError: () => undefined })
  flushSync(() => root.render(<Boundary>{element}</Boundary>))
  return place
}

/** Code that is here, or not to be had, when the test says so. */
function onItsWay() {
  const asked: { arrive: (loaded: ComponentType) => void; fail: (error: Error) => void }[] = []
  const load = () => new Promise<ComponentType>((arrive, fail) => asked.push({ arrive, fail }))
  return { asked, load }
}

test('what was fetched ahead is drawn at once', async () => {
  const [Later, fetch] = later(async () => Words, Waiting)
  await fetch()

  expect(drawn(<Later />).textContent).toBe('Eccomi')
})

test('what was not is waited for, and drawn as soon as it is here', async () => {
  const { asked, load } = onItsWay()
  const [Later] = later(load, Waiting)
  const place = drawn(<Later />)
  expect(place.textContent).toBe('…')

  asked[0]!.arrive(Words)
  // Turns enough to draw in, and over long before the 300 ms that React's own `lazy` lets go by.
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)

  expect(place.textContent).toBe('Eccomi')
})

test('nothing stands in its place where nothing is given', () => {
  const [Later] = later(onItsWay().load)

  expect(drawn(<Later />).textContent).toBe('')
})

test('it is given what it was drawn with, and so is what stands in its place', async () => {
  const { asked, load } = onItsWay()
  interface Props {
    name: string
    ref: Ref<HTMLParagraphElement>
  }
  const Greeting = ({ name, ref }: Props) => <p ref={ref}>Eccomi, {name}</p>
  const [Later] = later<Props>(
    async () => (await load(), Greeting),
    ({ name }) => <p>Arriva {name}</p>,
  )
  const ref = vi.fn<(element: HTMLParagraphElement | null) => void>()
  const place = drawn(<Later name="Ada" ref={ref} />)
  expect(place.textContent).toBe('Arriva Ada')

  asked[0]!.arrive(Words)

  await vi.waitFor(() => expect(place.textContent).toBe('Eccomi, Ada'))
  expect(ref).toHaveBeenCalledWith(place.querySelector('p'))
})

test('however many ask meanwhile, it is fetched once', async () => {
  const { asked, load } = onItsWay()
  const [Later, fetch] = later(load)
  const fetched = fetch()
  const place = drawn([<Later key="one" />, <Later key="other" />])

  asked[0]!.arrive(Words)
  await fetched

  await vi.waitFor(() => expect(place.textContent).toBe('EccomiEccomi'))
  expect(asked).toHaveLength(1)
})

test('a fetch that failed is no answer for who draws it', async () => {
  const { asked, load } = onItsWay()
  const [Later, fetch] = later(load, Waiting)
  const fetched = fetch()
  asked[0]!.fail(new Error('offline'))
  await expect(fetched).rejects.toThrow('offline')

  const place = drawn(<Later />)
  asked[1]!.arrive(Words)

  await vi.waitFor(() => expect(place.textContent).toBe('Eccomi'))
})

test('whoever waited for what failed is told by their error boundary, and the next one asks again', async () => {
  const { asked, load } = onItsWay()
  const [Later] = later(load, Waiting)
  const place = drawn(<Later />)

  asked[0]!.fail(new Error('offline'))

  await vi.waitFor(() => expect(place.textContent).toBe('offline'))
  const next = drawn(<Later />)
  asked[1]!.arrive(Words)
  await vi.waitFor(() => expect(next.textContent).toBe('Eccomi'))
})
