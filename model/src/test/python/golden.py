"""Draws test images and resizes them with Pillow, an implementation independent of ours.

Run where Debian's python3-pil 9.4 is installed, from the module's folder:

    apt-get install -y python3-pil
    /usr/bin/python3 src/test/python/golden.py src/test/resources/io/saccade/model/image/golden

It writes the drawn images, cases.csv and, for each case, the resized and cut pixels, 8 bits a
sample, pixel by pixel, compressed with gzip. The same command writes the same vectors again.
"""

import gzip
import random
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

BACKGROUND = (10, 200, 90)
FILTERS = {"bilinear-antialias": Image.BILINEAR, "bicubic": Image.BICUBIC}

# name, source, filter, shorter side, width, height, mode
CASES = [
    ("reduced", "scene.png", "bilinear-antialias", 72, 64, 64, "RGB"),
    ("reduced-much", "scene.png", "bilinear-antialias", 16, 16, 16, "RGB"),
    ("reduced-bicubic", "scene.png", "bicubic", 72, 64, 64, "RGB"),
    ("enlarged", "small.png", "bilinear-antialias", 73, 64, 64, "RGB"),
    ("enlarged-bicubic", "small.png", "bicubic", 73, 64, 64, "RGB"),
    ("unchanged", "small.png", "bilinear-antialias", 30, 30, 30, "RGB"),
    ("wide", "scene.png", "bilinear-antialias", 64, 64, 40, "RGB"),
    ("portrait", "portrait.png", "bilinear-antialias", 56, 48, 48, "RGB"),
    ("luma", "scene.png", "bilinear-antialias", 72, 64, 64, "L"),
    ("jpeg", "scene.jpg", "bilinear-antialias", 73, 64, 64, "RGB"),
    ("jpeg-progressive", "progressive.jpg", "bilinear-antialias", 73, 64, 64, "RGB"),
    ("jpeg-luma", "scene.jpg", "bilinear-antialias", 73, 64, 64, "L"),
    ("jpeg-cmyk", "cmyk.jpg", "bilinear-antialias", 48, 48, 48, "RGB"),
    ("jpeg-rotated", "rotated.jpg", "bilinear-antialias", 40, 32, 32, "RGB"),
    ("alpha", "alpha.png", "bilinear-antialias", 40, 32, 32, "RGB"),
    ("gray-alpha", "gray-alpha.png", "bilinear-antialias", 40, 32, 32, "RGB"),
    ("palette-alpha", "palette-alpha.png", "bilinear-antialias", 40, 32, 32, "RGB"),
    ("webp", "scene.webp", "bilinear-antialias", 40, 32, 32, "RGB"),
    ("webp-alpha", "alpha.webp", "bilinear-antialias", 40, 32, 32, "RGB"),
]


def scene(width, height, seed):
    """Smooth ground, hard edges, fine texture and noise: what filters disagree on."""
    dice = random.Random(seed)
    image = Image.new("RGB", (width, height))
    pixels = image.load()
    for y in range(height):
        for x in range(width):
            pixels[x, y] = (x * 255 // width, y * 255 // height, (x * 3 ^ y * 5) & 255)
    pen = ImageDraw.Draw(image)
    for _ in range(14):
        x, y = dice.randrange(width), dice.randrange(height)
        size = dice.randrange(4, max(5, width // 4))
        color = tuple(dice.randrange(256) for _ in range(3))
        shape = dice.choice([pen.ellipse, pen.rectangle])
        shape((x, y, x + size, y + size * 2 // 3), fill=color)
    for y in range(height // 3):
        for x in range(width // 3):
            pixels[x, y] = tuple(dice.randrange(256) for _ in range(3))
    return image


def draw(folder):
    picture = scene(151, 112, 1)
    picture.save(folder / "scene.png", optimize=True)
    picture.rotate(90, expand=True).save(folder / "portrait.png", optimize=True)
    scene(41, 30, 2).save(folder / "small.png", optimize=True)
    large = scene(240, 180, 3)
    large.save(folder / "scene.jpg", quality=90)
    large.save(folder / "progressive.jpg", quality=85, progressive=True, subsampling=0)
    scene(96, 72, 4).convert("CMYK").save(folder / "cmyk.jpg", quality=92)
    turned = Image.Exif()
    turned[0x0112] = 6
    scene(96, 60, 5).save(folder / "rotated.jpg", quality=90, exif=turned)
    scene(96, 72, 6).save(folder / "scene.webp", quality=80)
    veil = Image.linear_gradient("L").resize((80, 60))
    glass = scene(80, 60, 7)
    glass.putalpha(veil)
    glass.save(folder / "alpha.png", optimize=True)
    glass.save(folder / "alpha.webp", quality=80)
    glass.convert("LA").save(folder / "gray-alpha.png", optimize=True)
    few = scene(80, 60, 8).quantize(32)
    few.save(folder / "palette-alpha.png", transparency=bytes(range(0, 256, 8)))


def pixels_of(source, filter_name, shorter, width, height, mode):
    image = ImageOps.exif_transpose(Image.open(source))
    if image.mode in ("RGBA", "LA") or "transparency" in image.info:
        ground = Image.new("RGBA", image.size, BACKGROUND + (255,))
        image = Image.alpha_composite(ground, image.convert("RGBA"))
    image = image.convert(mode)
    # torchvision's Resize and CenterCrop: the longer side is cut down to an integer, the margins
    # are rounded half to even.
    w, h = image.size
    size = (shorter, int(shorter * h / w)) if w <= h else (int(shorter * w / h), shorter)
    image = image.resize(size, FILTERS[filter_name])
    left = int(round((size[0] - width) / 2.0))
    top = int(round((size[1] - height) / 2.0))
    return image.crop((left, top, left + width, top + height)).tobytes()


def main():
    folder = Path(sys.argv[1])
    draw(folder)
    with open(folder / "cases.csv", "w") as listing:
        for name, source, *how in CASES:
            pixels = pixels_of(folder / source, *how)
            (folder / (name + ".gz")).write_bytes(gzip.compress(pixels, mtime=0))
            listing.write(",".join([name, source, *map(str, how)]) + "\n")


main()
