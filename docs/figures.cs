#:project ../src/Perceptron.Gates/Perceptron.Gates.csproj
#:project ../src/Perceptron.Mnist/Perceptron.Mnist.csproj
#:property PublishAot=false
#:property GenerateDocumentationFile=true

// Draws the figures of the tutorials, each once for light pages and once for dark ones. All numbers in them are computed by the library.
//     dotnet run docs/figures.cs -- docs/images
using System.Globalization;
using System.Text;
using Perceptron;

internal static class Figures
{
    private const int Width = 560;

#if !WITHIN_TESTS
    public static int Main(string[] args)
    {
        if (args is not [var folder])
        {
            Console.Error.WriteLine("One argument is needed: the folder to write into.");
            return 2;
        }

        foreach (var path in Write(folder))
            Console.WriteLine(path);
        return 0;
    }
#endif

    /// <summary>Writes each figure as NAME-light.svg and NAME-dark.svg, and returns the paths.</summary>
    public static IReadOnlyList<string> Write(string folder)
    {
        (string Name, Func<Palette, string> Draw)[] figures =
        [
            ("neuron", Neuron), ("sigmoid", Sigmoid), ("step", Step), ("loss-by-f", LossByF), ("loss-by-z", LossByZ),
            ("parting", Parting), ("penalty", Penalty), ("hidden-gradient", HiddenGradient),
        ];
        return
        [
            .. from figure in figures
               from palette in new[] { Palette.Light, Palette.Dark }
               select Save(Path.Combine(folder, $"{figure.Name}-{palette.Name}.svg"), figure.Draw(palette)),
        ];
    }

    private static string Save(string path, string svg)
    {
        File.WriteAllText(path, svg);
        return path;
    }

    /// <summary>The neuron of the first tutorial, with the numbers of its example.</summary>
    private static string Neuron(Palette palette)
    {
        double[] x = [1, 3];
        var model = Model.Neuron([2.0, -1.0], 0.5);
        var (w, b) = (model.Layers[0].W, model.Layers[0].B[0]);
        var drawing = new Drawing("A neuron: inputs times weights, added up with the bias, and squashed", 250, palette);
        for (var input = 0; input < 2; input++)
        {
            var y = 60 + (120 * input);
            drawing.Arrow(78, y, 232, 120 + (input == 0 ? -18 : 18), palette.Sign(w[input, 0]), 3);
            drawing.Node(50, y, 28, $"x{"₁₂"[input]}");
            drawing.Text(50, y + 50, $"{x[input]}", 17);
            drawing.Text(150, input == 0 ? 66 : 188, $"w{"₁₂"[input]} = {Number(w[input, 0], "0.0")}", 17, palette.Sign(w[input, 0]));
        }

        drawing.Arrow(265, 205, 265, 158, palette.Sign(b), 3);
        drawing.Text(265, 228, $"b = {Number(b, "0.0")}", 17, palette.Sign(b));
        drawing.Node(265, 120, 34, "Σ");
        drawing.Arrow(300, 120, 387, 120, palette.Ink, 2);
        drawing.Text(344, 104, $"z = {Number(model.Logits(x)[0], "0.0")}", 17);
        drawing.Node(420, 120, 32, "σ");
        drawing.Arrow(453, 120, 500, 120, palette.Ink, 2);
        drawing.Text(510, 104, "f(x)", 18);
        drawing.Text(512, 146, Number(model.Predict(x)[0], "0.0000"), 17);
        return drawing.ToString();
    }

    /// <summary>σ with its slope at 0.</summary>
    private static string Sigmoid(Palette palette)
    {
        var neuron = Model.Neuron([1.0], 0);
        double F(double z) => neuron.Predict(z)[0];
        var chart = new Chart("The sigmoid: from 0 over one half to 1", palette, -6, 6, 0, 1);
        chart.Axes([-5, -1, 0, 1, 5], [0, 0.5, 1], "z", "σ(z)");
        chart.Dashed(-2, 0.5 - (2 * F(0) * (1 - F(0))), 2, 0.5 + (2 * F(0) * (1 - F(0))));
        chart.Label(-2.2, 0.06, "slope ¼ at 0", palette.Muted, "start");
        chart.Curve(F, -6, 6, palette.Blue, palette.Red, 0.5);
        foreach (var z in (double[])[-5, -1, 0, 1, 5])
        {
            chart.Point(z, F(z), F(z) >= 0.5 ? palette.Red : palette.Blue);
            chart.Label(z + (z < 0 ? -0.1 : 0.2), F(z) + (z < 0 ? 0.07 : -0.09), Number(F(z), "0.0###"), palette.Ink, z is < 0 or 5 ? "end" : "start");
        }

        return chart.ToString();
    }

    /// <summary>The first step of NOT: the loss over w while b is 0, its slope, and where the step leads.</summary>
    private static string Step(Palette palette)
    {
        var data = LogicGate.Not.Dataset;
        var epochs = Model.Neuron<double>(inputCount: 1).Train(data, new GradientDescent(5), epochs: 1).ToArray();
        double Loss(double w) => Model.Neuron([w], 0).Loss(data);
        var (from, to) = (epochs[0].Model.Layers[0].W[0, 0], epochs[1].Model.Layers[0].W[0, 0]);
        var slope = epochs[0].Model.Gradient(data)[0];
        var chart = new Chart("One step down the loss of NOT", palette, -4, 2, 0.3, 1);
        chart.Axes([-4, -3, -2, -1, 0, 1, 2], [0.4, 0.6, 0.8, 1], "w", "loss");
        chart.Curve(Loss, -4, 2, palette.Green, palette.Green, double.NaN);
        chart.Dashed(from - 1.3, Loss(from) - (1.3 * slope), from + 1.1, Loss(from) + (1.1 * slope));
        chart.Label(from + 1.12, Loss(from) + (1.1 * slope) - 0.06, $"slope {Number(slope, "0.00")}", palette.Muted, "start");
        chart.Arrow(from, Loss(from), to, Loss(to), palette.Ink);
        chart.Point(from, Loss(from), palette.Red);
        chart.Point(to, Loss(to), palette.Red);
        chart.Label(from + 0.05, Loss(from) + 0.06, $"w = {Number(from, "0.##")}, loss {Number(epochs[0].Loss, "0.0000")}", palette.Ink, "end");
        chart.Label(to - 0.1, Loss(to) + 0.06, $"w = {Number(to, "0.##")}, loss {Number(epochs[1].Loss, "0.0000")}", palette.Ink, "end");
        return chart.ToString();
    }

    private static double Entropy(double z) => Losses.BinaryCrossEntropy(new[,] { { z } }, new[,] { { 1.0 } });

    private static double Square(double z) => Math.Pow(1 - Model.Neuron([1.0], 0).Predict(z)[0], 2);

    /// <summary>Both losses by the probability that the model gave to the correct answer.</summary>
    private static string LossByF(Palette palette)
    {
        static double Logit(double f) => Math.Log(f / (1 - f));
        var chart = new Chart("Cross entropy and squared error by f(x), for y = 1", palette, 0, 1, 0, 5);
        chart.Axes([0, 0.25, 0.5, 0.75, 1], [0, 1, 2, 3, 4, 5], "f(x)", "loss, y = 1");
        chart.Curve(f => Entropy(Logit(f)), Math.Exp(-5), 0.9999, palette.Green, palette.Green, double.NaN);
        chart.Curve(f => Square(Logit(f)), 0.0001, 0.9999, palette.Purple, palette.Purple, double.NaN);
        chart.Point(0.01, Entropy(Logit(0.01)), palette.Green);
        chart.Label(0.04, Entropy(Logit(0.01)) - 0.1, $"{Number(Entropy(Logit(0.01)), "0.000")} at f = 0.01", palette.Ink, "start");
        chart.Point(0.5, Entropy(0), palette.Green);
        chart.Label(0.51, Entropy(0) + 0.22, $"ln 2 = {Number(Entropy(0), "0.000")}", palette.Ink, "start");
        chart.Label(0.2, 2, "−ln f", palette.Green, "start");
        chart.Label(0.16, 0.9, "(f − 1)²", palette.Purple, "start");
        return chart.ToString();
    }

    /// <summary>Both losses by the logit: where the model is surely wrong, the squared error is flat.</summary>
    private static string LossByZ(Palette palette)
    {
        var chart = new Chart("Cross entropy and squared error by the logit, for y = 1", palette, -8, 4, 0, 8);
        chart.Axes([-8, -6, -4, -2, 0, 2, 4], [0, 2, 4, 6, 8], "z", "loss, y = 1");
        chart.Curve(Entropy, -8, 4, palette.Green, palette.Green, double.NaN);
        chart.Curve(Square, -8, 4, palette.Purple, palette.Purple, double.NaN);
        chart.Label(-4.7, 5.2, "−ln f: the slope stays near −1", palette.Green, "start");
        chart.Label(-7.8, 1.5, "(f − 1)²: flat, although wrong", palette.Purple, "start");
        return chart.ToString();
    }

    /// <summary>A network learns 180 digits by heart: the loss on them, and on others.</summary>
    private static string Parting(Palette palette)
    {
        var (training, heldOut) = Curves(0);
        var best = Enumerable.Range(0, heldOut.Length).MinBy(epoch => heldOut[epoch]);
        var chart = new Chart("Losses on training and on held-out digits over the epochs", palette, 0, training.Length - 1, 0, 1);
        chart.Axes([0, 50, 100, 150, 200, 250, 300], [0, 0.2, 0.4, 0.6, 0.8, 1], "epoch", "loss");
        chart.Series(training, palette.Green);
        chart.Series(heldOut, palette.Purple);
        chart.Dashed(best, 0, best, heldOut[best]);
        chart.Point(best, heldOut[best], palette.Purple);
        chart.Label(best + 4, heldOut[best] + 0.1, $"best: epoch {best}, {Number(heldOut[best], "0.000")}", palette.Ink, "start");
        chart.Label(296, heldOut[^1] + 0.05, $"validation {Number(heldOut[^1], "0.000")}", palette.Purple, "end");
        chart.Label(296, training[^1] + 0.05, $"training {Number(training[^1], "0.000")}", palette.Green, "end");
        return chart.ToString();
    }

    /// <summary>The same with a penalty.</summary>
    private static string Penalty(Palette palette)
    {
        var chart = new Chart("Losses on held-out digits with and without a penalty", palette, 0, 300, 0.2, 0.4);
        chart.Axes([0, 50, 100, 150, 200, 250, 300], [0.2, 0.25, 0.3, 0.35, 0.4], "epoch", "loss on held-out digits");
        foreach (var (l2, colour, above) in new[] { (0.0, palette.Purple, 0.02), (0.001, palette.Green, -0.025) })
        {
            var heldOut = Curves(l2).HeldOut;
            chart.Series(heldOut, colour);
            chart.Label(296, heldOut[^1] + above, string.Create(CultureInfo.InvariantCulture, $"L2 = {l2}: {heldOut[^1]:0.000}"), colour, "end");
        }

        return chart.ToString();
    }

    private static (double[] Training, double[] HeldOut) Curves(double l2)
    {
        var parts = Digits.Embedded().Data.SplitByFraction(0.9, seed: 1, stratified: true);
        var options = new TrainingOptions { BatchSize = 16, Seed = 1, Loss = new LossOptions { L2 = l2 } };
        var models = Model.He<float>(Architecture.Of(64).Hidden(64, Activation.ReLU).Softmax(10), seed: 1)
            .Train(parts.Training, new GradientDescent(0.1), epochs: 300, options).Select(epoch => epoch.Model).ToArray();
        return ([.. models.Select(model => model.Loss(parts.Training))], [.. models.Select(model => model.Loss(parts.HeldOut))]);
    }

    /// <summary>XOR's network with what goes forward, above, and what comes back, below.</summary>
    private static string HiddenGradient(Palette palette)
    {
        double[] x = [1, 0];
        var model = XorStart.Learns;
        var (h, f) = (model.Activations(x)[0], model.Predict(x)[0]);
        var gradient = model.Gradient(Dataset.Binary(new double[,] { { 1, 0 } }, [1]));
        var (first, second) = (gradient.ForLayer(0), gradient.ForLayer(1));
        var drawing = new Drawing("Forward through the network, and errors back", 330, palette);
        int Y(int neuron) => 95 + (150 * neuron);
        for (var input = 0; input < 2; input++)
            for (var output = 0; output < 2; output++)
                drawing.Arrow(78, Y(input), 218, Y(output) + ((input - output) * 8), palette.Sign(model.Layers[0].W[input, output]), 2.5);
        for (var hidden = 0; hidden < 2; hidden++)
            drawing.Arrow(278, Y(hidden), 435, 170 + (hidden == 0 ? -12 : 12), palette.Sign(model.Layers[1].W[hidden, 0]), 2.5);
        for (var neuron = 0; neuron < 2; neuron++)
        {
            drawing.Node(50, Y(neuron), 28, $"x{"₁₂"[neuron]}");
            drawing.Text(50, Y(neuron) - 38, Number(x[neuron], "0"), 17);
            drawing.Node(248, Y(neuron), 30, $"h{"₁₂"[neuron]}");
            drawing.Text(248, Y(neuron) - 40, Number(h[neuron], "0.0000"), 17);
            drawing.Text(248, Y(neuron) + 52, $"δ = {Number(first.B[neuron], "0.0000")}", 17, palette.Green);
        }

        drawing.Node(465, 170, 30, "f");
        drawing.Text(465, 130, Number(f, "0.0000"), 17);
        drawing.Text(465, 222, $"δ = {Number(second.B[0], "0.0000")}", 17, palette.Green);
        drawing.Text(465, 248, "f − y", 17, palette.Green);
        drawing.Text(280, 24, "forward →", 17);
        drawing.Text(280, 322, "← errors come back", 17, palette.Green);
        return drawing.ToString();
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');

    private class Drawing(string title, int height, Palette palette)
    {
        private readonly StringBuilder _svg = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" fill="{palette.Ink}">
            <title>{title}</title>

            """);

        protected Palette Palette => palette;

        public void Add(FormattableString element) => _svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');

        public void Text(double x, double y, string text, int size, string? colour = null, string anchor = "middle") =>
            Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size}\" text-anchor=\"{anchor}\" fill=\"{colour ?? palette.Ink}\" paint-order=\"stroke\" stroke=\"{palette.Paper}\" stroke-width=\"4\" stroke-linejoin=\"round\">{text}</text>");

        public void Node(double x, double y, double radius, string name)
        {
            Add($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\" fill=\"{palette.Paper}\" stroke=\"{palette.Ink}\" stroke-width=\"2\"/>");
            Text(x, y + 7, name, 21);
        }

        public void Arrow(double x1, double y1, double x2, double y2, string colour, double width)
        {
            var length = Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1)));
            var (dx, dy) = ((x2 - x1) / length, (y2 - y1) / length);
            var (bx, by) = (x2 - (11 * dx), y2 - (11 * dy));
            Add($"<path d=\"M{x1:0.#} {y1:0.#}L{bx:0.#} {by:0.#}\" stroke=\"{colour}\" stroke-width=\"{width:0.#}\"/>");
            Add($"<path d=\"M{x2:0.#} {y2:0.#}L{bx - (5.5 * dy):0.#} {by + (5.5 * dx):0.#}L{bx + (5.5 * dy):0.#} {by - (5.5 * dx):0.#}Z\" fill=\"{colour}\"/>");
        }

        public override string ToString() => $"{_svg}</svg>\n";
    }

    /// <summary>Curves over two axes.</summary>
    private sealed class Chart(string title, Palette palette, double minX, double maxX, double minY, double maxY) : Drawing(title, 320, palette)
    {
        private const double Left = 52;
        private const double Top = 40;
        private const double Right = Width - 20;
        private const double Bottom = 272;

        private double X(double x) => Left + ((x - minX) / (maxX - minX) * (Right - Left));

        private double Y(double y) => Bottom - ((y - minY) / (maxY - minY) * (Bottom - Top));

        public void Axes(double[] xs, double[] ys, string nameX, string nameY)
        {
            foreach (var x in xs)
            {
                Add($"<path d=\"M{X(x):0.#} {Top}V{Bottom}\" stroke=\"{Palette.Grid}\"/>");
                Text(X(x), Bottom + 20, Number(x, "0.##"), 15, Palette.Muted);
            }

            foreach (var y in ys)
            {
                Add($"<path d=\"M{Left} {Y(y):0.#}H{Right}\" stroke=\"{Palette.Grid}\"/>");
                Text(Left - 8, Y(y) + 5, Number(y, "0.##"), 15, Palette.Muted, "end");
            }

            Text(Right, Bottom + 42, nameX, 17, anchor: "end");
            Text(8, 22, nameY, 17, anchor: "start");
        }

        /// <summary>A curve; where it is below <paramref name="border"/> it has the first colour.</summary>
        public void Curve(Func<double, double> f, double from, double to, string below, string above, double border)
        {
            const int Steps = 120;
            var points = Enumerable.Range(0, Steps + 1).Select(step => from + ((to - from) * step / Steps)).Select(x => (x, f(x)))
                .Where(point => point.Item2 <= maxY).ToArray();
            if (double.IsNaN(border))
            {
                Line(points, above);
                return;
            }

            Line([.. points.Where(point => point.Item2 <= border)], below);
            Line([.. points.Where(point => point.Item2 >= border)], above);
        }

        public void Series(double[] values, string colour) => Line([.. values.Index().Where(value => value.Item <= maxY).Select(value => ((double)value.Index, value.Item))], colour);

        public void Point(double x, double y, string colour) =>
            Add($"<circle cx=\"{X(x):0.#}\" cy=\"{Y(y):0.#}\" r=\"6\" fill=\"{colour}\" stroke=\"{Palette.Paper}\" stroke-width=\"2\"/>");

        public void Label(double x, double y, string text, string colour, string anchor) => Text(X(x), Y(y), text, 16, colour, anchor);

        public void Dashed(double x1, double y1, double x2, double y2) =>
            Add($"<path d=\"M{X(x1):0.#} {Y(y1):0.#}L{X(x2):0.#} {Y(y2):0.#}\" stroke=\"{Palette.Muted}\" stroke-width=\"2\" stroke-dasharray=\"6 5\"/>");

        public void Arrow(double x1, double y1, double x2, double y2, string colour) => Arrow(X(x1), Y(y1), X(x2), Y(y2), colour, 2.5);

        private void Line((double X, double Y)[] points, string colour) =>
            Add($"<path d=\"M{string.Join('L', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#} {Y(point.Y):0.#}")))}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2.5\" stroke-linejoin=\"round\"/>");
    }

    /// <summary>The colours of a page. Red is 1 and positive, blue is 0 and negative; green and purple are curves.</summary>
    private sealed record Palette(string Name, string Ink, string Paper, string Muted, string Grid, string Red, string Blue, string Green, string Purple)
    {
        public static readonly Palette Light = new("light", "#1f2328", "#ffffff", "#59636e", "#d1d9e0", "#be1428", "#1450be", "#11632d", "#7a3ec8");

        public static readonly Palette Dark = new("dark", "#e6edf3", "#212529", "#aab4bf", "#444c56", "#ff7b88", "#7db0ff", "#5fd07a", "#c9a4ff");

        public string Sign(double value) => value < 0 ? Blue : Red;
    }
}
