using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Perceptron.Bench.Compare;

/// <summary>The libraries to compare with. Each is started when it is first used.</summary>
internal sealed class Peers(string folder, string? python) : IDisposable
{
    public const string PyTorchName = "PyTorch";
    public const string ScikitName = "scikit-learn";

    /// <summary>How to install the peers that are scripts.</summary>
    public const string HowToInstallPython =
        "apt-get install python3-torch python3-sklearn libopenblas0-pthread (without the last, PyTorch uses the reference BLAS, which is several times slower)";

    private readonly Dictionary<string, Peer> _started = [];

    public static IReadOnlyList<int> ThreadCounts { get; } = [1, 2];

    public Peer PyTorch => Get(PyTorchName, name => Script(name, "pytorch.py"));

    public Peer Scikit => Get(ScikitName, name => Script(name, "scikit.py"));

    public Peer MlNet => Get("ML.NET", name => Peer.Start(name, Child.Start(Child.MlNet, folder)));

    public Peer OnnxRuntime => Get("ONNX Runtime", name => Peer.Start(name, Child.Start(Child.Onnx)));

    public Peer TorchSharp => Get("TorchSharp", name => Peer.Start(name, Child.Start(Child.TorchSharp, folder)));

    /// <summary>The interpreter that has PyTorch; null until PyTorch was started.</summary>
    public string? PyTorchInterpreter { get; private set; }

    /// <summary>The interpreter that has scikit-learn; null until scikit-learn was started.</summary>
    public string? ScikitInterpreter { get; private set; }

    /// <summary>The peers that were started so far.</summary>
    public IEnumerable<Peer> Started => _started.Values;

    /// <summary>PyTorch at a task with each number of threads.</summary>
    public Side PyTorchSide(string task, JsonObject? options = null, string? variant = null, int? threads = null) =>
        Torch(PyTorch, task, options, variant, threads is { } only ? [only] : ThreadCounts);

    /// <summary>TorchSharp at a task with each number of threads.</summary>
    public Side TorchSharpSide(string task) => Torch(TorchSharp, task, null, null, ThreadCounts);

    /// <summary>Tells the scripts to free the data and models of all tasks so far.</summary>
    public void Forget()
    {
        foreach (var peer in _started.Values.Where(peer => peer.Name is PyTorchName or ScikitName && peer.Absence is null))
        {
            try
            {
                peer.Ask(new JsonObject { ["task"] = "forget" });
            }
            catch (PeerException)
            {
                // The next task tells of the failure.
            }
        }
    }

    /// <summary>A script's process, without settings that would force slower BLAS kernels.</summary>
    public static ProcessStartInfo StartScript(string interpreter, string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(interpreter, [Path.Combine(Repository.Bench, "peers", script), .. arguments]);
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        return start;
    }

    public void Dispose()
    {
        foreach (var peer in _started.Values)
        {
            peer.Dispose();
        }
    }

    private static Side Torch(Peer peer, string task, JsonObject? options, string? variant, IReadOnlyList<int> threadCounts) => peer.Side(
        variant is null ? peer.Name : $"{peer.Name} {variant}",
        [.. threadCounts.Select(threads =>
        {
            var question = (JsonObject?)options?.DeepClone() ?? [];
            question["task"] = task;
            question["threads"] = threads;
            if (variant is not null)
            {
                question["variant"] = variant;
            }

            return peer.Way(threads == 1 ? "1 thread" : $"{threads} threads", question);
        })]);

    private Peer Get(string name, Func<string, Peer> start)
    {
        if (!_started.TryGetValue(name, out var peer))
        {
            _started[name] = peer = start(name);
        }

        return peer;
    }

    private Peer Script(string name, string script)
    {
        string[] interpreters = python is not null ? [python] : OperatingSystem.IsWindows() ? ["python"] : ["/usr/bin/python3", "python3"];
        Peer? peer = null;
        foreach (var interpreter in interpreters)
        {
            peer?.Dispose();
            peer = Peer.Start(name, StartScript(interpreter, script, folder));
            if (peer.Absence is null)
            {
                PyTorchInterpreter = name == PyTorchName ? interpreter : PyTorchInterpreter;
                ScikitInterpreter = name == ScikitName ? interpreter : ScikitInterpreter;
                break;
            }
        }

        return peer!;
    }
}
