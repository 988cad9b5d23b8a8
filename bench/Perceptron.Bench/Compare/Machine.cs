using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Perceptron.Bench.Compare;

/// <summary>The machine that the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>Processor, system and runtime, a line each.</summary>
    public static IEnumerable<string> Describe()
    {
        yield return $"Processor: {Processor()}, {Environment.ProcessorCount} cores";
        yield return $"System: {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}";
        yield return $"Runtime: {RuntimeInformation.FrameworkDescription}; vectors {Vectors()}";
        yield return $"Perceptron: {typeof(Model<>).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";
    }

    /// <summary>The mean number of runnable processes in the last minute. Well above 0 before the start means that other programs ran. Null if it is unknown.</summary>
    public static string? Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : null;

    private static string Vectors()
    {
        var widths = new[]
        {
            (Width: 128, Is: Vector128.IsHardwareAccelerated),
            (Width: 256, Is: Vector256.IsHardwareAccelerated),
            (Width: 512, Is: Vector512.IsHardwareAccelerated),
        };
        var accelerated = string.Join(", ", widths.Where(width => width.Is).Select(width => width.Width.ToString(CultureInfo.InvariantCulture)));
        var fused = Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;
        return $"of {(accelerated.Length > 0 ? accelerated : "no")} bits, {(fused ? "with" : "without")} fused multiply-add";
    }

    private static string Processor()
    {
        if (!File.Exists("/proc/cpuinfo"))
        {
            return "unknown";
        }

        var fields = File.ReadLines("/proc/cpuinfo")
            .TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2)
            .DistinctBy(parts => parts[0])
            .ToDictionary(parts => parts[0], parts => parts[1]);
        var name = fields.GetValueOrDefault("model name", "unknown");
        return fields.TryGetValue("cpu family", out var family) ? $"{name} (family {family}, model {fields["model"]})" : name;
    }
}
