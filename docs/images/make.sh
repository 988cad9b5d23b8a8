#!/bin/sh
# Makes all pictures of the documentation again, but those that docs/figures.cs and docs/readme-picture.cs draw:
#     PERCEPTRON_DATA=folder docs/images/make.sh
# Needs chromium, ImageMagick's convert, and MNIST in PERCEPTRON_DATA. Pages are photographed by docs/screenshots.cs.
set -e
images=$(cd "$(dirname "$0")" && pwd)
root=$images/../..
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v q "$root/src/Perceptron.Cli"
dotnet publish -c Release -v q "$root/src/Perceptron.Playground" -o "$work/playground"
perceptron() { dotnet "$root/src/Perceptron.Cli/bin/Release/net10.0/perceptron.dll" "$@"; }

perceptron gates textbook --out "$work/textbook"
perceptron gates --out "$work/learned"
perceptron gates or-and --out "$work/or-and"
cp "$work"/textbook/or-textbook.png "$work"/textbook/and-textbook.png "$work"/textbook/xor-textbook.png "$images"
cp "$work"/learned/not.png "$work"/learned/nand.png "$work"/learned/xor.png "$work"/learned/xor-not-learned.png "$work"/or-and/or-and-1.png "$work"/or-and/or-and-2.png "$images"
dotnet run "$root/docs/screenshots.cs" -- "$work" "$work/playground/wwwroot" "$images"

perceptron digits train --out "$work/digits"
cp "$work/digits/W.png" "$images/mnist-weights.png"
for index in 0 1 2 3; do
    perceptron digits show "$index" --dataset digits --out "$work/small"
done
convert "$work"/small/training[0-3].png -bordercolor white -border 8 +append -filter point -resize 200% "$images/small-digits.png"

# A palette of 160 colours keeps the files small.
for picture in "$images"/*.png; do
    convert "$picture" +dither -colors 160 -define png:compression-level=9 "PNG8:$work/small.png"
    cp "$work/small.png" "$picture"
done
