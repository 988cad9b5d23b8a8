using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ArchitectureTests.Rules;

/// <summary>
/// Numbers that become text as the current culture writes them: in interpolated strings without a provider, which no analyzer sees, and in
/// the framework's own refusals of numbers.
/// </summary>
internal static class CultureTexts
{
    private const string Handler = "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler";

    /// <summary>
    /// Signs and points depend on the culture. A number of type int is nearly always a count, and its digits do not; a test that gives every
    /// public method negative numbers watches over the others.
    /// </summary>
    private static readonly HashSet<string> Numbers =
    [
        "System.SByte", "System.Int16", "System.Int64", "System.Int128", "System.IntPtr", "System.Half", "System.Single", "System.Double", "System.Decimal", "System.DateTime", "System.DateTimeOffset",
        "System.DateOnly", "System.TimeSpan",
    ];

    /// <summary>Each use, with its method.</summary>
    public static IEnumerable<string> Of(ModuleDefinition module) =>
        from type in module.GetTypes()
        from method in type.Methods
        where method.HasBody
        from problem in Of(method)
        select $"{method.DeclaringType.FullName}.{method.Name}: {problem}";

    private static IEnumerable<string> Of(MethodDefinition method)
    {
        // Strings can be nested, and each handler begins by its constructor and ends by its text.
        var hasProvider = new Stack<bool>();
        foreach (var called in method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>())
        {
            var type = called.DeclaringType.FullName;
            if (type == Handler)
            {
                if (called.Name == ".ctor")
                {
                    hasProvider.Push(called.Parameters.Count > 2);
                }
                else if (called.Name == "ToStringAndClear" && hasProvider.Count > 0)
                {
                    hasProvider.Pop();
                }
                else if (called is GenericInstanceMethod { Name: "AppendFormatted" } append && hasProvider.TryPeek(out var has) && !has && DependsOnCulture(append.GenericArguments[0]))
                {
                    yield return $"{append.GenericArguments[0].Name} in an interpolated string without a provider";
                }
            }
            else if (type == "System.String" && called.Name == "Create" && hasProvider.Count > 0)
            {
                hasProvider.Pop();
            }
            else if (called is GenericInstanceMethod join && type == "System.String" && join.Name is "Join" or "Concat" && called is GenericInstanceMethod joined && DependsOnCulture(joined.GenericArguments[0]))
            {
                yield return $"{called.Name} of {joined.GenericArguments[0].Name}";
            }
            else if (type == "System.ArgumentOutOfRangeException" && (called.Name.StartsWith("ThrowIf", StringComparison.Ordinal) || called.Parameters is [_, { ParameterType.FullName: "System.Object" }, _]))
            {
                yield return $"{called.Name} of {called.DeclaringType.Name}";
            }
        }
    }

    private static bool DependsOnCulture(TypeReference type) => type is GenericParameter || Numbers.Contains(type.FullName)
        || (type is GenericInstanceType { ElementType.FullName: "System.Nullable`1" } nullable && DependsOnCulture(nullable.GenericArguments[0]));
}
