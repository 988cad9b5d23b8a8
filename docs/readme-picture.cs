#:project ../src/Perceptron.Gates/Perceptron.Gates.csproj
#:property PublishAot=false
#:property GenerateDocumentationFile=true

// Draws README's picture, once for light pages and once for dark ones: XOR's surface and network, and W of each digit.
// Colours are those of the program's pictures: red is 1 and positive, blue is 0 and negative. The digits are those of a model that the program
// has trained; XOR is learned as `perceptron gates xor` does.
//     perceptron digits
//     dotnet run docs/readme-picture.cs -- digits-out/model.safetensors docs/images
using System.Globalization;
using System.Text;
using Perceptron;

internal static class ReadmePicture
{
    private const int Width = 1200;
    private const int Height = 400;

    /// <summary>The part of the largest |w| from which on colours are full: few weights are near the largest.</summary>
    private const double Full = 0.6;

#if !WITHIN_TESTS
    public static int Main(string[] args)
    {
        if (args is not [var model, var folder])
        {
            Console.Error.WriteLine("Two arguments are needed: a model of digits, and the folder to write into.");
            return 2;
        }

        foreach (var path in Write(model, folder))
            Console.WriteLine(path);
        return 0;
    }
#endif

    /// <summary>Writes readme-light.svg and readme-dark.svg, and returns their paths.</summary>
    public static IReadOnlyList<string> Write(string model, string folder)
    {
        var digits = ModelFile.Load<float>(model).Model;
        var xor = GateRun.Run(LogicGate.Xor);
        return [.. new[] { Theme.Light, Theme.Dark }.Select(theme =>
        {
            var path = Path.Combine(folder, $"readme-{theme.Name}.svg");
            File.WriteAllText(path, Draw(xor, digits, theme));
            return path;
        })];
    }

    private static string Draw(GateRun xor, Model<float> digits, Theme theme)
    {
        var side = (int)Math.Sqrt(digits.InputCount);
        var weights = WeightImages.Of(digits, side, side);
        var svg = new StringBuilder();
        svg.Append(Text($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" fill="{theme.Ink}">
            <title>XOR as a surface, the network that computes it, and the weights of each digit</title>

            """));
        Heading(svg, 205, "XOR, learned: f(x)");
        Surface3D(svg, xor, theme);
        Heading(svg, 575, "its network, with all weights");
        Network(svg, xor.Model, theme);
        Heading(svg, 965, Text($"handwritten digits: W of each, ±{Full * weights.Scale:0.0}"));
        Digits(svg, digits, weights, theme);
        Legend(svg, theme);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Heading(StringBuilder svg, int x, string text) =>
        svg.Append(Text($"<text x=\"{x}\" y=\"28\" font-size=\"19\" font-weight=\"600\" text-anchor=\"middle\">{text}</text>\n"));

    /// <summary>f(x) over the unit square and a margin, from the far squares to the near ones.</summary>
    private static void Surface3D(StringBuilder svg, GateRun xor, Theme theme)
    {
        const int Steps = 31;
        var axis = Surface.Axis(-0.25, 1.25, Steps);
        var f = Surface.Sample(xor.Model, axis, axis);
        var squares = from row in Enumerable.Range(0, Steps - 1)
                      from column in Enumerable.Range(0, Steps - 1)
                      orderby Depth(axis[column], axis[row]) descending
                      select (row, column);
        svg.Append(Text($"<g stroke=\"{theme.Line}\" stroke-width=\"0.5\" stroke-linejoin=\"round\">\n"));
        foreach (var (row, column) in squares)
        {
            var mean = (f[row, column] + f[row, column + 1] + f[row + 1, column] + f[row + 1, column + 1]) / 4;
            var corners = new[] { (row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column) }
                .Select(at => Projected(axis[at.Item2], axis[at.Item1], f[at.Item1, at.Item2]));
            svg.Append(Text($"<path d=\"M{string.Join('L', corners.Select(corner => Text($"{corner.X:0.#} {corner.Y:0.#}")))}Z\" fill=\"{theme.Colour((2 * mean) - 1)}\"/>\n"));
        }

        svg.Append("</g>\n");
        var data = xor.Gate.Dataset;
        foreach (var row in Enumerable.Range(0, data.Count).OrderByDescending(row => Depth(data.Rows.Row(row)[0], data.Rows.Row(row)[1])))
        {
            var x = data.Rows.Row(row);
            var target = data.Targets[row, 0];
            var (left, top) = Projected(x[0], x[1], target);
            svg.Append(Text($"<circle cx=\"{left:0.#}\" cy=\"{top:0.#}\" r=\"8\" fill=\"{theme.Colour((2 * target) - 1)}\" stroke=\"{theme.Ink}\" stroke-width=\"2\"/>\n"));
            svg.Append(Text($"<text x=\"{left:0.#}\" y=\"{(target == 0 ? top + 26 : top - 15):0.#}\" font-size=\"15\" text-anchor=\"middle\" {theme.Halo}>{x[0]:0} {x[1]:0} → {target:0}</text>\n"));
        }
    }

    private static double Depth(double x1, double x2) => (Turned(x1, x2).Y * 1000) + x1;

    private static (double X, double Y) Turned(double x1, double x2)
    {
        var (sin, cos) = Math.SinCos(-0.62);
        var (x, y) = (x1 - 0.5, x2 - 0.5);
        return ((x * cos) - (y * sin), (x * sin) + (y * cos));
    }

    private static (double X, double Y) Projected(double x1, double x2, double height)
    {
        var (x, y) = Turned(x1, x2);
        return (205 + (172 * x), 262 - (88 * y) - (128 * (height - 0.35)));
    }

    /// <summary>Neurons with their biases, and an edge for each weight.</summary>
    private static void Network(StringBuilder svg, Model<double> model, Theme theme)
    {
        int[] columns = [435, 575, 715];
        (int X, int Y) At(int layer, int neuron) => (columns[layer], layer == 2 ? 205 : 130 + (neuron * 150));
        var strongest = model.Layers.Max(layer => layer.W.ToArray().Cast<double>().Max(Math.Abs));
        for (var layer = 0; layer < 2; layer++)
        {
            var w = model.Layers[layer].W;
            for (var input = 0; input < w.InputCount; input++)
            {
                for (var output = 0; output < w.OutputCount; output++)
                {
                    var (from, to, value) = (At(layer, input), At(layer + 1, output), w[input, output]);
                    var width = 1.5 + (6 * Math.Abs(value) / strongest);
                    svg.Append(Text($"<path d=\"M{from.X} {from.Y}L{to.X} {to.Y}\" stroke=\"{theme.Colour(Math.Sign(value))}\" stroke-width=\"{width:0.#}\"/>\n"));

                    // Two edges cross in the middle, so numbers stand before it.
                    var (x, y) = (from.X + (0.34 * (to.X - from.X)), from.Y + (0.34 * (to.Y - from.Y)));
                    svg.Append(Text($"<text x=\"{x:0.#}\" y=\"{y + 5:0.#}\" font-size=\"15\" text-anchor=\"middle\" {theme.Halo}>{Number(value)}</text>\n"));
                }
            }
        }

        for (var layer = 0; layer <= 2; layer++)
        {
            for (var neuron = 0; neuron < (layer == 2 ? 1 : 2); neuron++)
            {
                var (x, y) = At(layer, neuron);
                var name = layer switch { 0 => $"x{"₁₂"[neuron]}", 1 => $"h{"₁₂"[neuron]}", _ => "f" };
                svg.Append(Text($"<circle cx=\"{x}\" cy=\"{y}\" r=\"24\" fill=\"{theme.Paper}\" stroke=\"{theme.Ink}\" stroke-width=\"2\"/>\n"));
                svg.Append(Text($"<text x=\"{x}\" y=\"{y + 6}\" font-size=\"18\" text-anchor=\"middle\">{name}</text>\n"));
                if (layer > 0)
                    svg.Append(Text($"<text x=\"{x}\" y=\"{(layer == 1 && neuron == 0 ? y - 34 : y + 46)}\" font-size=\"15\" text-anchor=\"middle\">b = {Number(model.Layers[layer - 1].B[neuron])}</text>\n"));
            }
        }
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A picture for each column of W. Neighbours of one colour are one rectangle, and each colour is one path.</summary>
    private static void Digits(StringBuilder svg, Model<float> model, WeightImages weights, Theme theme)
    {
        const double Side = 78;
        const int Levels = 10;
        svg.Append("<g shape-rendering=\"crispEdges\">\n");
        for (var picture = 0; picture < weights.Count; picture++)
        {
            var (left, top) = (760 + (picture % 5 * 84), 66 + (picture / 5 * 134));
            var column = model.Layers[0].W.Column(picture);
            var level = column.Select(w => (int)Math.Round(Levels * Math.Clamp(w / (Full * weights.Scale), -1, 1))).ToArray();
            svg.Append(Text($"<g transform=\"translate({left} {top}) scale({Side / weights.Width:0.####})\"><path d=\"M0 0h{weights.Width}v{weights.Height}h-{weights.Width}z\" fill=\"{theme.Colour(0)}\"/>\n"));
            foreach (var colour in level.Where(value => value != 0).Distinct().Order())
            {
                svg.Append("<path d=\"");
                for (var at = 0; at < level.Length; at++)
                {
                    var length = 1;
                    while (level[at] == colour && (at + length) % weights.Width != 0 && level[at + length] == colour)
                        length++;
                    if (level[at] == colour)
                        svg.Append(Text($"M{at % weights.Width} {at / weights.Width}h{length}v1h-{length}z"));
                    at += length - 1;
                }

                svg.Append(Text($"\" fill=\"{theme.Colour(colour / (double)Levels)}\"/>\n"));
            }

            svg.Append("</g>\n");
            svg.Append(Text($"<path d=\"M{left - 0.5} {top - 0.5}h{Side + 1}v{Side + 1}h-{Side + 1}z\" fill=\"none\" stroke=\"{theme.Line}\"/>\n"));
            svg.Append(Text($"<text x=\"{left + (Side / 2)}\" y=\"{top + Side + 22}\" font-size=\"17\" text-anchor=\"middle\">{weights.Names[picture]}</text>\n"));
        }

        svg.Append("</g>\n");
    }

    private static void Legend(StringBuilder svg, Theme theme)
    {
        svg.Append("<linearGradient id=\"scale\">");
        for (var stop = 0; stop <= 2; stop++)
            svg.Append(Text($"<stop offset=\"{stop / 2.0}\" stop-color=\"{theme.Colour(stop - 1)}\"/>"));
        svg.Append(Text($"</linearGradient>\n<rect x=\"500\" y=\"356\" width=\"150\" height=\"12\" fill=\"url(#scale)\" stroke=\"{theme.Line}\"/>\n"));
        svg.Append("<text x=\"488\" y=\"367\" font-size=\"15\" text-anchor=\"end\">0, negative</text>\n<text x=\"662\" y=\"367\" font-size=\"15\">1, positive</text>\n");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The colours of a page. The ends of the scale are those of the program's pictures, lighter on a dark page.</summary>
    private sealed record Theme(string Name, string Ink, string Line, Rgb Zero, Rgb Positive, Rgb Negative, string Paper)
    {
        public static readonly Theme Light = new("light", "#1f2328", "#a0a0a0", new(255, 255, 255), new(190, 20, 40), new(20, 80, 190), "#ffffff");

        public static readonly Theme Dark = new("dark", "#e6edf3", "#4a525c", new(22, 27, 34), new(240, 80, 95), new(75, 140, 255), "#0d1117");

        /// <summary>Puts a line of the page's colour around letters, so that they can be read on anything.</summary>
        public string Halo => $"paint-order=\"stroke\" stroke=\"{Paper}\" stroke-width=\"5\" stroke-linejoin=\"round\"";

        /// <summary>From −1 over 0 to 1.</summary>
        public Rgb Colour(double value)
        {
            var (end, part) = (value < 0 ? Negative : Positive, Math.Abs(value));
            return new(Mix(Zero.Red, end.Red), Mix(Zero.Green, end.Green), Mix(Zero.Blue, end.Blue));

            byte Mix(byte from, byte to) => (byte)Math.Round(from + (part * (to - from)));
        }
    }
}
