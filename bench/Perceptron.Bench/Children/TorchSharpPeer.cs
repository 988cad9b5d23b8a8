#if TORCHSHARP
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
#endif

namespace Perceptron.Bench.Children;

/// <summary>TorchSharp's part of the comparison: softmax regression by mini-batches and full batches.</summary>
internal static class TorchSharpPeer
{
    public const string HowToInstall = "build with -p:TorchSharp=true";

#if !TORCHSHARP
    public static int Run(string folder)
    {
        _ = folder;
        return Answers.Absent($"not built in; {HowToInstall}");
    }
#else
    private const int Batch = 128;

    public static int Run(string folder)
    {
        if (WhyNot() is { } reason)
        {
            return Answers.Absent(reason);
        }

        var data = BenchData.Mnist(folder).Training.Data;
        var x = torch.tensor(Enumerable.Range(0, data.Count).SelectMany(data.Rows.Row).ToArray()).view(data.Count, data.InputCount);
        var y = torch.tensor(Enumerable.Range(0, data.Count).Select(row => (long)data.Targets.ClassOf(row)).ToArray());
        return Answers.Run(
            $"TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}, libtorch {torch.__version__}",
            question =>
            {
                var threads = (int)question["threads"]!;
                var model = nn.Linear(data.InputCount, data.ClassCount);
                nn.init.zeros_(model.weight);
                nn.init.zeros_(model.bias);
                var optimizer = optim.SGD(model.parameters(), 0.5);
                return (string?)question["task"] switch
                {
                    "mini-batches" => new(() => Epoch(model, optimizer, x, y, threads)),
                    "full batch" => new(() => FullBatch(model, optimizer, x, y, threads)),
                    var task => throw new ArgumentException($"Unknown task \"{task}\"."),
                };
            });
    }

    private static void Epoch(Linear model, SGD optimizer, Tensor x, Tensor y, int threads)
    {
        torch.set_num_threads(threads);
        using var order = torch.randperm(x.shape[0]);
        for (var first = 0L; first < x.shape[0]; first += Batch)
        {
            using var scope = torch.NewDisposeScope();
            var rows = order.slice(0, first, Math.Min(first + Batch, x.shape[0]), 1);
            Step(model, optimizer, x.index_select(0, rows), y.index_select(0, rows));
        }
    }

    private static void FullBatch(Linear model, SGD optimizer, Tensor x, Tensor y, int threads)
    {
        torch.set_num_threads(threads);
        using var scope = torch.NewDisposeScope();
        Step(model, optimizer, x, y);
    }

    private static void Step(Linear model, SGD optimizer, Tensor x, Tensor y)
    {
        optimizer.zero_grad();
        nn.functional.cross_entropy(model.call(x), y).backward();
        optimizer.step();
    }

    /// <summary>Why the native library does not load; null if it loads. TorchSharp itself would write its attempts to the output.</summary>
    private static string? WhyNot()
    {
        var library = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        if (!OperatingSystem.IsLinux() || !File.Exists(library))
        {
            return null;
        }

        try
        {
            NativeLibrary.Load(library);
            return null;
        }
        catch (DllNotFoundException missing)
        {
            var needed = Regex.Match(missing.Message, @"GLIBCXX_[\d.]+");
            return needed.Success
                ? $"its native library needs a C++ runtime with {needed.Value}, which this system lacks"
                : "its native library does not load";
        }
    }
#endif
}
