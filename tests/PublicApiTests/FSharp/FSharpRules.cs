using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MathNet.Numerics.LinearAlgebra;
using Perceptron;
using Tests;

namespace PublicApiTests;

/// <summary>What makes a public type pleasant in F# without a wrapper: each rule names the members of a type that break it.</summary>
internal static partial class FSharpRules
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>A tuple has no names, and F# has another one.</summary>
    public static IEnumerable<string> NamedTypesInsteadOfTuples(Type type) =>
        from part in Signatures(type)
        where Parts(part.Type).Any(one => typeof(ITuple).IsAssignableFrom(one))
        select part.Name;

    public static IEnumerable<string> NothingByReference(Type type) =>
        from part in Signatures(type)
        where part.Type.IsByRef
        select part.Name;

    /// <summary>F# can't call what takes any number of arguments as a span.</summary>
    public static IEnumerable<string> NoSpansOfAnyNumberOfArguments(Type type) =>
        from method in Callable(type)
        from parameter in method.GetParameters()
        where IsSpan(parameter.ParameterType)
            && (parameter.IsDefined(typeof(ParamCollectionAttribute), false) || parameter.IsDefined(typeof(ParamArrayAttribute), false))
        select $"{method.Name}({parameter.Name})";

    /// <summary>F# can't tell an array from the span that it becomes, where nothing but the type tells two overloads apart.</summary>
    public static IEnumerable<string> NoArrayAgainstSpan(Type type) =>
        from overloads in Callable(type).GroupBy(method => method.Name)
        from one in overloads
        from other in overloads
        where one.GetParameters().Length == other.GetParameters().Length
        from index in Enumerable.Range(0, one.GetParameters().Length)
        where one.GetParameters()[index].ParameterType.IsArray && IsSpan(other.GetParameters()[index].ParameterType)
        select one.Name;

    /// <summary>F# casts to no interface unasked before it calls an extension.</summary>
    public static IEnumerable<string> ExtensionsOfClassesAlone(Type type) =>
        from method in Callable(type)
        where method.IsDefined(typeof(ExtensionAttribute), false) && !method.GetParameters()[0].ParameterType.IsClass
        select method.Name;

    /// <summary>So that F# makes them as <c>TrainingOptions(BatchSize = 128)</c>.</summary>
    public static IEnumerable<string> OptionsAreClassesWithInit(Type type)
    {
        if (!type.Name.Split('`')[0].EndsWith("Options", StringComparison.Ordinal))
        {
            return [];
        }

        var isMadeOfNothing = type.IsClass && type.GetConstructors() is [var only] && only.GetParameters().Length == 0;
        return Properties(type)
            .Where(property => property.SetMethod is not { IsPublic: true } setter || !IsInit(setter))
            .Select(property => property.Name)
            .Concat(isMadeOfNothing ? [] : [".ctor"]);
    }

    public static IEnumerable<string> ReferencesSayWhetherTheyMayBeNull(Type type) =>
        Callable(type)
            .SelectMany(method => Values(method).Where(Nullness.IsUnknown).Select(value => $"{method.Name}({value.Name})"))
            .Concat(Properties(type).Where(Nullness.IsUnknown).Select(property => property.Name));

    /// <summary>They are how F# names its arguments. A record names those of its constructor after its properties.</summary>
    public static IEnumerable<string> ParametersHaveNamesInCamelCase(Type type) =>
        from method in Callable(type)
        let isOfRecord = method is ConstructorInfo && type.GetMethod("PrintMembers", Declared) is not null
        from parameter in method.GetParameters()
        where !(isOfRecord ? PascalCase() : CamelCase()).IsMatch(parameter.Name ?? "")
        select $"{method.Name}({parameter.Name})";

    public static IEnumerable<string> OverridesKeepTheNamesOfParameters(Type type)
    {
        var overridden = Callable(type).OfType<MethodInfo>()
            .Select(method => (Method: method, Base: method.GetBaseDefinition()));
        var implemented = type.IsInterface
            ? []
            : type.GetInterfaces().SelectMany(one =>
                type.GetInterfaceMap(one) is var map
                    ? map.TargetMethods.Zip(map.InterfaceMethods, (method, of) => (Method: method, Base: of))
                    : []).Where(pair => pair.Method.IsPublic && pair.Method.DeclaringType == type);
        return overridden.Concat(implemented)
            .Where(pair => !IsWrittenByCompiler(pair.Method))
            .Where(pair => !Names(pair.Method).SequenceEqual(Names(pair.Base)))
            .Select(pair => pair.Method.Name);
    }

    /// <summary>What stands at the same place in two overloads, and is of the same type, has one name.</summary>
    public static IEnumerable<string> OverloadsAgreeOnNames(Type type) =>
        from overloads in Callable(type).GroupBy(method => method.Name)
        from one in overloads
        from other in overloads
        let parameters = one.GetParameters()
        let others = other.GetParameters()
        from index in Enumerable.Range(0, Math.Min(parameters.Length, others.Length))
        where Same(parameters[index], others[index]) && parameters[index].Name != others[index].Name
            && (parameters.Length == others.Length || parameters.Take(index).Zip(others).All(pair => Same(pair.First, pair.Second)))
        select $"{one.Name}({parameters[index].Name})";

    /// <summary>Rates, losses, metrics and all options are double, whatever the scalar of the model.</summary>
    public static IEnumerable<string> NumbersThatAreNoDataAreDouble(Type type)
    {
        var isOfOptions = type.Name.Split('`')[0].EndsWith("Options", StringComparison.Ordinal);
        var named = Properties(type).Select(property => (property.Name, Type: property.PropertyType))
            .Concat(Callable(type).OfType<MethodInfo>().Select(method => (method.Name, Type: method.ReturnType)))
            .Concat(Callable(type).SelectMany(method => method.GetParameters()).Select(parameter => (Name: parameter.Name!, Type: parameter.ParameterType)));
        return from member in named
               where isOfOptions || Metric().IsMatch(member.Name)
               where member.Type.IsGenericParameter || member.Type == typeof(float) || member.Type == typeof(decimal) || member.Type == typeof(Half)
               select member.Name;
    }

    /// <summary>A property is read by debuggers and consoles: what copies is a method.</summary>
    public static IEnumerable<string> NoPropertyMakesACopy(Type type) =>
        from property in Properties(type)
        where property.GetIndexParameters().Length == 0 && IsMutable(property.PropertyType)
        select property.Name;

    public static IEnumerable<string> TypesSayWhatTheyAre(Type type) =>
        type.IsAbstract || type.IsEnum || typeof(Exception).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type)
            || type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType!.Assembly == type.Assembly
            ? []
            : [nameof(ToString)];

    /// <summary>A console enumerates what is a sequence, and so a result, or any other type, is none.</summary>
    public static IEnumerable<string> NothingOfOursIsASequence(Type type) =>
        Callable(type).OfType<MethodInfo>()
            .Where(method => method.Name == "Fit" && typeof(IEnumerable).IsAssignableFrom(method.ReturnType))
            .Select(method => method.Name)
            .Concat(typeof(IEnumerable).IsAssignableFrom(type) ? [type.Name] : []);

    /// <summary>What has an equality of its own, as every struct must, is a value to F# too: by type, by object and by hash.</summary>
    public static IEnumerable<string> ValuesHaveStructuralEquality(Type type)
    {
        bool Overrides(string name, params Type[] parameters) => type.GetMethod(name, Declared, parameters) is not null;
        var equatable = type.GetInterfaces().Any(one =>
            one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEquatable<>) && one.GenericTypeArguments[0].Name == type.Name);
        bool[] facts = [equatable, Overrides(nameof(Equals), typeof(object)), Overrides(nameof(GetHashCode))];
        var isValue = type.IsValueType && !type.IsEnum;
        return facts.Distinct().Count() > 1 || (isValue && (!equatable || !type.IsDefined(typeof(IsReadOnlyAttribute), false)))
            ? [nameof(Equals)]
            : [];
    }

    /// <summary>What a reader could write into.</summary>
    public static bool IsMutable(Type type) =>
        type.IsArray
        || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(List<>) || definition == typeof(IList<>) || definition == typeof(Dictionary<,>)
                || definition == typeof(Span<>) || definition == typeof(Memory<>)
                || definition == typeof(Matrix<>) || definition == typeof(Vector<>)));

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex CamelCase();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*$")]
    private static partial Regex PascalCase();

    [GeneratedRegex("(Rate|Loss|Accuracy|Error|Norm|Precision|Recall|F1|Tolerance|Momentum|Decay|Beta[12]|Epsilon|Factor|L2|Divisor|Entropy|Score)$", RegexOptions.IgnoreCase)]
    private static partial Regex Metric();

    /// <summary>Public and protected methods and constructors, but for those that the compiler writes into a record.</summary>
    private static IEnumerable<MethodBase> Callable(Type type) =>
        from method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared))
        where (method.IsPublic || method.IsFamily) && !(method is MethodInfo { IsSpecialName: false } && IsWrittenByCompiler(method))
        select method;

    /// <summary>What goes in and what comes out.</summary>
    private static IEnumerable<ParameterInfo> Values(MethodBase method) =>
        method.GetParameters().Concat(method is MethodInfo returning ? [returning.ReturnParameter] : []);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(Declared).Where(property => property.GetAccessors().Length > 0);

    private static IEnumerable<(string Name, Type Type)> Signatures(Type type)
    {
        var parameters = from method in Callable(type)
                         from value in Values(method)
                         select ($"{method.Name}({value.Name})", value.ParameterType);
        return parameters
            .Concat(Properties(type).Select(property => (property.Name, property.PropertyType)))
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(field => (field.Name, field.FieldType)))
            .Concat(type.GetInterfaces().Select(one => (one.Name, one)));
    }

    /// <summary>A type and all that it is made of.</summary>
    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GenericTypeArguments.SelectMany(Parts).Prepend(type);

    private static bool IsWrittenByCompiler(MethodBase method) => method.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsSpan(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Span<>) || type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>));

    private static bool Same(ParameterInfo one, ParameterInfo other) => one.ParameterType.ToString() == other.ParameterType.ToString();

    private static IEnumerable<string?> Names(MethodBase method) => method.GetParameters().Select(parameter => parameter.Name);
}
