/** Larger than it is shown anywhere, twice over for fine screens. */
const SIDE = 512

/**
 * What goes to the server: a drawing as it is, which the server judges; every other picture drawn anew here as a PNG, so that nothing
 * but its pixels leaves this browser. Throws where it cannot be read.
 */
export async function drawnCrest(file: File): Promise<Blob> {
  if (file.type === 'image/svg+xml') return file
  const picture = await createImageBitmap(file)
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const context = canvas.getContext('2d')!
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('The canvas gave no picture.')
  return blob
}
