/** Where of the picture the square lies: its middle, and how much of the shorter side it takes (1: all of it). */
export interface Crop {
  x: number
  y: number
  zoom: number
}

export const wholeCrop: Crop = { x: 0.5, y: 0.5, zoom: 1 }

interface Size {
  width: number
  height: number
}

/** The square in the picture's own pixels, never beyond its edges. */
export function squareOf(
  { width, height }: Size,
  { x, y, zoom }: Crop,
): { left: number; top: number; side: number } {
  const side = Math.min(width, height) / zoom
  const within = (middle: number, length: number) =>
    Math.max(0, Math.min(length - side, middle * length - side / 2))
  return { left: within(x, width), top: within(y, height), side }
}

/** Moved by a share of the square, and kept within the picture. */
export function moved(size: Size, crop: Crop, by: { x: number; y: number }): Crop {
  const { left, top, side } = squareOf(size, crop)
  const next = {
    ...crop,
    x: (left + side / 2 + by.x * side) / size.width,
    y: (top + side / 2 + by.y * side) / size.height,
  }
  const kept = squareOf(size, next)
  return { ...next, x: (kept.left + kept.side / 2) / size.width, y: (kept.top + kept.side / 2) / size.height }
}

const longest = 512
const mostBytes = 512 * 1024

/** The square, drawn anew: nothing of the file itself (where it was taken, by what) goes along. */
export async function drawSquare(image: HTMLImageElement, crop: Crop): Promise<Blob> {
  const { left, top, side } = squareOf({ width: image.naturalWidth, height: image.naturalHeight }, crop)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.max(1, Math.min(longest, Math.round(side)))
  const context = canvas.getContext('2d')!
  context.imageSmoothingQuality = 'high'
  // What is clear in a PNG would be black in a JPEG.
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, left, top, side, side, 0, 0, canvas.width, canvas.height)
  for (const [type, quality] of [
    ['image/webp', 0.86],
    ['image/jpeg', 0.86],
    ['image/jpeg', 0.6],
  ] as const) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
    // Where WebP cannot be written, a browser gives a PNG instead (HTML §4.12.5).
    if (blob?.type === type && blob.size <= mostBytes) return blob
  }
  throw new Error('A square of 512 pixels is never larger than 512 kB as a JPEG.')
}
