using System.CommandLine;
using System.Globalization;
using Perceptron.Bench.Compare.Points;

namespace Perceptron.Bench.Compare;

/// <summary><c>compare</c>: the comparison with other libraries, in one table, which also goes to bench/RESULTS.md.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The folder with MNIST's four files; default: PERCEPTRON_DATA, then the cache.", HelpName = "DIR" };
        var python = new Option<string?>("--python") { Description = "The interpreter that has PyTorch and scikit-learn; default: /usr/bin/python3, then python3.", HelpName = "PATH" };
        var only = new Option<int[]>("--only")
        {
            Description = $"Only these points: {string.Join(", ", Point.All.Select(point => $"{point.Number} {point.Title}"))}.",
            HelpName = "1,4",
            CustomParser = result => Numbers(result.Tokens[0].Value, result.AddError),
        };
        var shapes = new Option<string[]>("--shapes")
        {
            Description = $"Only these shapes in point 8: {string.Join(", ", DataShape.All.Select(shape => shape.Name))}.",
            HelpName = "S1,S3",
            CustomParser = result => ShapeNames(result.Tokens[0].Value, result.AddError),
        };
        var quick = new Option<bool>("--quick") { Description = "Fewer repeats." };
        var write = new Option<bool>("--write") { Description = "Write RESULTS.md even if only some points ran, or with fewer repeats." };
        var command = new Command("compare", "Compares with PyTorch, TorchSharp, scikit-learn and ML.NET, and writes bench/RESULTS.md.") { data, python, only, shapes, quick, write };
        command.SetAction(parsed =>
        {
            var numbers = parsed.GetValue(only) ?? [];
            var points = Point.All.Where(point => numbers.Length == 0 || numbers.Contains(point.Number)).ToArray();
            var isQuick = parsed.GetValue(quick);
            string[] allShapes = [.. DataShape.All.Select(shape => shape.Name)];
            var chosen = parsed.GetValue(shapes) ?? allShapes;
            var isWhole = points.Length == Point.All.Count && chosen.Length == allShapes.Length && !isQuick;
            Run(parsed.GetValue(data), parsed.GetValue(python), points, chosen, isQuick, isWhole || parsed.GetValue(write));
            return 0;
        });
        return command;
    }

    private static int[] Numbers(string text, Action<string> refuse)
    {
        var numbers = new List<int>();
        foreach (var part in text.Split(','))
        {
            if (!int.TryParse(part, CultureInfo.InvariantCulture, out var number) || Point.All.All(point => point.Number != number))
            {
                refuse($"--only takes numbers from 1 to {Point.All.Count}, separated by commas, but got \"{part}\".");
                return [];
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static string[] ShapeNames(string text, Action<string> refuse)
    {
        string[] names = [.. text.Split(',').Distinct()];
        if (names.FirstOrDefault(name => DataShape.All.All(shape => shape.Name != name)) is { } unknown)
        {
            refuse($"--shapes takes {string.Join(", ", DataShape.All.Select(shape => shape.Name))}, separated by commas, but got \"{unknown}\".");
            return [];
        }

        return names;
    }

    private static void Run(string? folder, string? python, Point[] points, string[] shapes, bool isQuick, bool write)
    {
        var (start, load) = (DateTime.UtcNow, Machine.Load());
        var mnist = BenchData.Mnist(folder);
        using var context = new Context(mnist, new Peers(Path.GetFullPath(mnist.Folder), python), isQuick, shapes);
        foreach (var point in points)
        {
            Console.Error.WriteLine($"{point.Number}: {point.Title} …");
            point.Run(context);
        }

        var minutes = (DateTime.UtcNow - start).TotalMinutes;
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"Date: {start:yyyy-MM-dd HH:mm} UTC, {minutes:0.0} minutes{(isQuick ? ", with few repeats" : "")}"),
            .. Machine.Describe(),
        ];
        if (load is not null)
        {
            lines.Add($"Load before the start: {load} (near 0 if nothing else ran)");
        }

        lines.AddRange(context.Peers.Started.Select(peer => $"{peer.Name}: {peer.Version ?? $"absent, {peer.Absence}"}"));
        if (context.Peers.Started.Any(peer => peer.Absence is not null && peer.Name is (Peers.PyTorchName or Peers.ScikitName)))
        {
            lines.Add($"To install PyTorch and scikit-learn on Debian: {Peers.HowToInstallPython}");
        }

        if (context.Peers.Started.Any(peer => peer.Version?.Contains("reference BLAS", StringComparison.Ordinal) == true))
        {
            lines.Add("PyTorch ran on the slow reference BLAS, so its figures are not its best. Run apt-get install libopenblas0-pthread, then run this again.");
        }

        var facts = string.Concat(lines.Select(line => $"- {line}\n"));
        Console.WriteLine($"\n{facts}\n{context.Report}");
        if (write)
        {
            var path = Path.Combine(Repository.Bench, "RESULTS.md");
            File.WriteAllText(path, $"# Results\n\nWritten by `compare` (see README.md), not by hand.\n\n{facts}\n{context.Report}");
            Console.WriteLine($"Written to {path}");
            if (Overview.Of(context.Report.Entries) is { Count: > 0 } overview)
            {
                File.WriteAllText(Path.Combine(Repository.Bench, "SHAPES.md"), Overview.Table(overview, facts));
                File.WriteAllText(Path.Combine(Repository.Bench, "shapes.svg"), Overview.Chart(overview));
                Console.WriteLine("SHAPES.md and shapes.svg beside it have the shapes.");
            }
        }
        else
        {
            Console.WriteLine("RESULTS.md, SHAPES.md and shapes.svg were not written: that takes a run of all points with all repeats, or --write.");
        }
    }
}
