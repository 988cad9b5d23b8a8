#!/bin/sh
# Makes the pictures of the tutorials with the program:   PERCEPTRON_DATA=folder docs/images/make.sh
# (Those of the playground are screenshots of tests/BrowserTests, 1400 wide and light, made 1000 wide.)
# Needs chromium (the reports are web pages) and ImageMagick's convert (cuts and shrinks), and MNIST in PERCEPTRON_DATA.
set -e
images=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v q "$images/../../src/Perceptron.Cli"
perceptron() { dotnet "$images/../../src/Perceptron.Cli/bin/Release/net10.0/perceptron.dll" "$@"; }

# photo PAGE HEIGHT CUT OUT: a report as the browser shows it, 1300 wide, of which CUT, WIDTHxHEIGHT+X+Y, is kept
photo() {
    chromium --headless --no-sandbox --disable-gpu --no-first-run --enable-unsafe-swiftshader --use-angle=swiftshader \
        --user-data-dir="$work/browser" --hide-scrollbars --virtual-time-budget=15000 --window-size="1300,$2" \
        --screenshot="$work/page.png" "file://$1" >"$work/browser.log" 2>&1
    convert "$work/page.png" -crop "$3" +repage -resize 800x\> +dither -colors 160 "$images/$4"
}

perceptron gates textbook --out "$work/textbook"
perceptron gates --out "$work/learned"
perceptron gates xor --start stuck --out "$work/starts"
perceptron gates or-and --out "$work/or-and"
cp "$work"/textbook/or-textbook.png "$work"/textbook/and-textbook.png "$work"/textbook/xor-textbook.png "$images"
cp "$work"/learned/not.png "$work"/learned/nand.png "$work"/learned/xor.png "$work"/learned/xor-not-learned.png "$work"/or-and/or-and-1.png "$work"/or-and/or-and-2.png "$images"
photo "$work/textbook/or-textbook.html" 1400 1300x435+0+432 or-report.png
photo "$work/learned/xor.html" 2400 1300x440+0+64 xor-losses.png
photo "$work/learned/xor.html" 2400 1300x435+0+940 xor-surface.png
photo "$work/learned/xor.html" 2400 1300x440+0+1822 xor-hidden-space.png

perceptron digits train --out "$work/digits"
cp "$work/digits/W.png" "$images/mnist-weights.png"
for index in 0 1 2 3; do
    perceptron digits show "$index" --dataset digits --out "$work/small"
done
convert "$work"/small/training[0-3].png -bordercolor white -border 8 +append -resize 50% +dither -colors 64 "$images/small-digits.png"
