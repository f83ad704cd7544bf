import { type ComponentType, useEffect, useState } from 'react'

/**
 * A component whose code is fetched by the first that is drawn, and what fetches it ahead. `Waiting` stands in its place until
 * then. A fetch that fails is thrown to the error boundary of whoever waits for it; the next one drawn asks again.
 * It takes the place of React's `lazy`, which shows the fallback for code that is here in 20 ms, and then holds the component back
 * until 300 ms have gone by (FALLBACK_THROTTLE_MS), on every first menu and dialog.
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting?: ComponentType<Props>,
): [ComponentType<Props>, () => Promise<void>] {
  let here: ComponentType<Props> | undefined
  let coming: Promise<void> | undefined
  const fetch = () =>
    (coming ??= load().then(
      (loaded) => void (here = loaded),
      (error: unknown) => {
        coming = undefined
        throw error
      },
    ))

  function Later(props: Props) {
    const [Component, setComponent] = useState(() => {
      // Asked for while drawing, as `lazy` does: an effect comes after the paint. Whether it fails, the effect hears.
      if (here === undefined) fetch().catch(() => undefined)
      return here
    })
    useEffect(() => {
      if (Component !== undefined) return
      fetch().then(
        () => setComponent(() => here),
        // A boundary catches only what is thrown while rendering, and that is when React calls this.
        (error: unknown) =>
          setComponent(() => {
            throw error
          }),
      )
    }, [Component])
    if (Component !== undefined) return <Component {...props} />
    return Waiting && <Waiting {...props} />
  }
  return [Later, fetch]
}
