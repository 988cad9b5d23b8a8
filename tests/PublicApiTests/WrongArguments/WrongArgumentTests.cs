using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Perceptron;
using Xunit;

namespace PublicApiTests.WrongArguments;

/// <summary>Nothing else runs at the same time, so that the memory of a call can be measured.</summary>
[CollectionDefinition(nameof(WrongArgumentTests), DisableParallelization = true)]
public class RunsAlone;

/// <summary>
/// Every public member is called with right arguments, and then with each argument in turn replaced by wrong ones. It returns, or it throws
/// an exception that names one of its parameters or that its documentation names.
/// </summary>
[Collection(nameof(WrongArgumentTests))]
public class WrongArgumentTests
{
    private static readonly string[] Scalars = ["Double", "Single"];

    private const long Bytes = 100_000_000;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(10);

    public static TheoryData<string, string> Types() =>
        [.. from type in PublicTypes.OfLibraries
            where !type.IsEnum && !Unavailable.ContainsKey(type.Name) && !typeof(Exception).IsAssignableFrom(type)
            from scalar in Scalars
            where scalar == "Double" || type.IsGenericType || type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance).Any(method => method.IsGenericMethod)
            select (type.FullName!, scalar)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_wrong_argument_is_refused_by_its_name(string type, string scalar)
    {
        Examples.RestoreFiles();
        var (faults, calls) = (new List<string>(), 0);
        foreach (var member in Members(type, scalar))
        {
            foreach (var call in Calls(member))
            {
                calls++;
                if (Fault(member, call.Instance, call.Arguments, call.Parameter) is { } fault)
                {
                    faults.Add($"{member} with {call.Text}: {fault}");
                }
            }
        }

        Assert.True(calls > 0, "Nothing was called.");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Right_arguments_succeed(string type, string scalar)
    {
        Examples.RestoreFiles();
        foreach (var member in Members(type, scalar))
        {
            if (CannotSucceed.ContainsKey(member.Name))
            {
                continue;
            }

            var exception = Run(member, Instance(member), [.. member.Parameters.Select(parameter => ValidArguments.Of(member, parameter))]).Exception;
            Assert.True(exception is null, $"{member}: {exception}");
        }
    }

    [Fact]
    public void The_documentation_of_every_method_is_found()
    {
        var members = PublicTypes.OfLibraries.Where(type => !type.IsEnum).SelectMany(type => ApiMember.Of(type, typeof(double)))
            .Where(member => member.Method is MethodInfo { IsSpecialName: false } && member.Documented.Count > 0).ToArray();

        Assert.True(members.Length > 100, $"{members.Length}");
    }

    /// <summary>Members whose call can't succeed in a test, and why.</summary>
    private static readonly Dictionary<string, string> CannotSucceed = new()
    {
        ["Mnist.DownloadAsync"] = "It would download.",
        ["Classifier.Predict"] = "A scalar is no row, and the row of the examples has another type.",
        ["Classifier.PredictAll"] = "Scalars are no rows.",
        ["Classifier.PredictLabels"] = "A scalar is no row.",
        ["EncoderFit.Merge"] = "A state that is merged is made by Fork.",
    };

    /// <summary>Types without a way to get one in a test, and why.</summary>
    private static readonly Dictionary<string, string> Unavailable = new()
    {
        ["MnistProgress"] = "It would need a download.",
    };

    /// <summary>Which example of its type can do what a member does, where the first one can't.</summary>
    private static readonly Dictionary<string, int> Able = new()
    {
        ["Model.ClassifyMultiLabel"] = 4,
        ["Model.WithThreshold"] = 4,
        ["Model.WithThresholds"] = 4,
        ["Architecture.WithThreshold"] = 3,
        ["Classifier.WithThresholds"] = 1,
        ["Classifier.PredictAllLabels"] = 1,
        ["EncoderFit.Build"] = 1,
        ["Architecture.WithThresholds"] = 3,
    };

    private sealed record Call(string Text, object? Instance, object?[] Arguments, int Parameter);

    private static IEnumerable<ApiMember> Members(string type, string scalar) =>
        ApiMember.Of(PublicTypes.OfLibraries.Single(one => one.FullName == type), scalar == "Double" ? typeof(double) : typeof(float));

    private static IEnumerable<Call> Calls(ApiMember member)
    {
        foreach (var (i, instance) in Instances(member).Index())
        {
            yield return new($"right arguments on {i}: {instance()}", Own(member, instance()), Right(), -1);
        }

        for (var p = 0; p < member.Parameters.Length; p++)
        {
            foreach (var wrong in WrongValues.For(member.Parameters[p], ValidArguments.Of(member, member.Parameters[p])))
            {
                var arguments = Right();
                arguments[p] = wrong.Make();
                yield return new($"{member.Parameters[p].Name} = {wrong.Text}", Instance(member), arguments, p);
            }
        }

        object?[] Right() => [.. member.Parameters.Select(parameter => ValidArguments.Of(member, parameter))];
    }

    private static readonly IReadOnlyList<Func<object?>> Nothing = [() => null];

    private static IReadOnlyList<Func<object?>> Instances(ApiMember member) =>
        member.Method.IsStatic || member.Method.IsConstructor ? Nothing : Examples.Of(member.Method.DeclaringType!) is { Count: > 0 } those ? those
        : throw new NotSupportedException($"No example of {member.Method.DeclaringType}.");

    /// <summary>An object of its own for what sets a property.</summary>
    private static object? Instance(ApiMember member) => Own(member, Instances(member)[Able.GetValueOrDefault(member.Name)]());

    private static object? Own(ApiMember member, object? instance)
    {
        return member.IsSetter ? typeof(object).GetMethod("MemberwiseClone", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(instance, null) : instance;
    }

    private static string? Fault(ApiMember member, object? instance, object?[] arguments, int wrong)
    {
        // What takes long because so much was asked for is stopped.
        using var source = new CancellationTokenSource();
        var cancels = false;
        for (var p = 0; p < arguments.Length; p++)
        {
            if (arguments[p] is CancellationToken { CanBeCanceled: false })
            {
                arguments[p] = source.Token;
                cancels = wrong >= 0 && arguments[wrong] is int or GateOptions;
            }
        }

        if (cancels)
        {
            source.CancelAfter(100);
        }

        // The folder is not the place of a file, and no permission is missing.
        var isFolder = wrong >= 0 && arguments[wrong] is string text && text == Examples.Folder.Path;
        var before = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var (exception, isLate) = Run(member, instance, arguments);
        var (bytes, time) = (GC.GetTotalAllocatedBytes() - before, watch.Elapsed);
        return bytes > Bytes ? $"takes {bytes >> 20} MB"
            : time > Time ? $"takes {time}"
            : exception is null or OwnException ? null
            : isFolder && exception is UnauthorizedAccessException ? "takes a folder for a file without permission"
            : HostileCulture.IsIn(exception.Message) ? $"depends on the culture [{exception.Message}]"
            : Problem(member, exception, isLate, arguments) is { } problem ? $"{problem} [{exception.GetType().Name}: {exception.Message}]"
            : null;
    }

    private static string? Problem(ApiMember member, Exception exception, bool isLate, object?[] arguments)
    {
        if (exception is ArgumentException argument)
        {
            var sequences = member.Parameters.Where((parameter, i) => arguments[i] is not (null or string or Array) && arguments[i] is System.Collections.IEnumerable
                || parameter.ParameterType.Name.StartsWith('I') && parameter.ParameterType.Name.Contains("Enumerable`", StringComparison.Ordinal)
                || parameter.ParameterType == typeof(TableSource) || parameter.ParameterType.IsAssignableTo(typeof(Delegate))).Select(parameter => parameter.Name).ToArray();
            return argument.ParamName is null ? "names no parameter"
                : !member.Names.Contains(argument.ParamName) ? $"names \"{argument.ParamName}\", which is no parameter"
                : argument.Message.Length < 10 + argument.ParamName.Length || argument.Message.StartsWith("Value does not fall", StringComparison.Ordinal) ? "says nothing"
                : isLate && !sequences.Contains(argument.ParamName) ? "comes while enumerating, and not at the call"
                : null;
        }

        for (var type = exception.GetType(); type != typeof(Exception) && type != typeof(SystemException); type = type!.BaseType)
        {
            if (member.Documented.Contains(type!.FullName!))
            {
                return null;
            }
        }

        return "is not documented";
    }

    /// <summary>Calls, waits for what is waited for, and takes the first elements of what is lazy; also puts the result into words.</summary>
    private static (Exception? Exception, bool IsLate) Run(ApiMember member, object? instance, object?[] arguments)
    {
        var isLate = false;
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = HostileCulture.Instance;
        try
        {
            var result = member.Invoke(instance, arguments);
            if (result is Task task)
            {
                task.GetAwaiter().GetResult();
            }
            else if (ReturnType(member) is { IsGenericType: true } lazy && lazy.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            {
                isLate = true;
                foreach (var item in ((System.Collections.IEnumerable)result!).Cast<object>().Take(3))
                {
                    HostileCulture.RequireAbsent(item.ToString());
                }
            }
            else if (ReturnType(member) is { IsGenericType: true } later && later.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>))
            {
                isLate = true;
                Task.Run(() => (Task)typeof(WrongArgumentTests).GetMethod(nameof(TakeAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(later.GetGenericArguments()).Invoke(null, [result])!).GetAwaiter().GetResult();
            }
            else
            {
                HostileCulture.RequireAbsent(result as string ?? (result is IFormattable or Array or null ? null : result.ToString()));
            }

            return (null, false);
        }
        catch (Exception exception)
        {
            return (exception, isLate);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static Type? ReturnType(ApiMember member) => (member.Method as MethodInfo)?.ReturnType;

    private static async Task TakeAsync<TItem>(IAsyncEnumerable<TItem> items)
    {
        var count = 0;
        await foreach (var item in items)
        {
            HostileCulture.RequireAbsent(item!.ToString());
            if (++count == 3)
            {
                break;
            }
        }
    }
}
