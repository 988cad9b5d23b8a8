using System.Linq.Expressions;
using System.Reflection;

namespace PublicApiTests.WrongArguments;

/// <summary>A public method, constructor, accessor or operator, of a type whose type arguments are chosen.</summary>
internal sealed class ApiMember
{
    private readonly Func<object?, object?[], object?> _invoke;

    private ApiMember(MethodBase method)
    {
        Method = method;
        Parameters = method.GetParameters();
        Names = AllowedNames().ToHashSet();
        Documented = DocumentedExceptions.Of(method);
        _invoke = Parameters.Any(parameter => parameter.ParameterType.IsByRefLike) ? Compile((MethodInfo)method)
            : method is ConstructorInfo constructor ? (_, arguments) => constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null)
            : (instance, arguments) => method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    public MethodBase Method { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>What an exception's ParamName may be: a parameter, the property that is set, or a property of the options that are taken.</summary>
    public IReadOnlySet<string> Names { get; }

    public IReadOnlyCollection<string> Documented { get; }

    public bool IsSetter => Method.IsSpecialName && Method.Name.StartsWith("set_", StringComparison.Ordinal);

    public string Name => $"{Method.DeclaringType!.Name.Split('`')[0]}.{(Method.IsConstructor ? "new" : Method.Name)}";

    /// <summary>Name and parameters, as "Rows.Of(T[,] x)".</summary>
    public override string ToString() =>
        $"{Name}({string.Join(", ", Parameters.Select(parameter => $"{TypeName(parameter.ParameterType)} {parameter.Name}"))})";

    /// <summary>The members of a type that are its own, for each of float and double where it is generic.</summary>
    public static IEnumerable<ApiMember> Of(Type type, Type scalar)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        const BindingFlags Inherited = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var closed = type.IsGenericTypeDefinition ? type.MakeGenericType([scalar]) : type;
        foreach (var method in closed.GetMethods(Own).Concat(closed.GetMethods(Inherited).Where(method => method.IsFamilyOrAssembly)))
        {
            // A way to read several properties at once, for C# alone.
            if (method.Name == "Deconstruct")
            {
                continue;
            }

            if (method.IsGenericMethodDefinition)
            {
                foreach (var argument in method.Name.StartsWith("ConvertTo", StringComparison.Ordinal) ? new[] { typeof(float), typeof(double) } : [scalar])
                {
                    yield return new(method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => argument)]));
                }
            }
            else
            {
                yield return new(method);
            }
        }

        foreach (var constructor in closed.IsAbstract ? [] : closed.GetConstructors(Own))
        {
            yield return new(constructor);
        }
    }

    public object? Invoke(object? instance, object?[] arguments) => _invoke(instance, arguments);

    private IEnumerable<string> AllowedNames()
    {
        foreach (var parameter in Parameters)
        {
            yield return parameter.Name!;
            if (parameter.ParameterType.Assembly == Method.DeclaringType!.Assembly && parameter.ParameterType.Name.Contains("Options", StringComparison.Ordinal))
            {
                foreach (var property in parameter.ParameterType.GetProperties())
                {
                    yield return property.Name;
                }
            }
        }

        if (IsSetter)
        {
            yield return Method.Name[4..];
        }
    }

    /// <summary>Reflection can't hand over spans: a compiled call makes them of arrays.</summary>
    private static Func<object?, object?[], object?> Compile(MethodInfo method)
    {
        var (instance, arguments) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(object?[])));
        var call = Expression.Call(
            method.IsStatic ? null : Expression.Convert(instance, method.DeclaringType!),
            method,
            method.GetParameters().Select((parameter, i) =>
            {
                var argument = Expression.ArrayIndex(arguments, Expression.Constant(i));
                return parameter.ParameterType.IsByRefLike
                    ? (Expression)Expression.New(
                        parameter.ParameterType.GetConstructor([parameter.ParameterType.GetGenericArguments()[0].MakeArrayType()])!,
                        Expression.Convert(argument, parameter.ParameterType.GetGenericArguments()[0].MakeArrayType()))
                    : Expression.Convert(argument, parameter.ParameterType);
            }));
        Expression body = method.ReturnType == typeof(void) ? Expression.Block(call, Expression.Constant(null)) : Expression.Convert(call, typeof(object));
        return Expression.Lambda<Func<object?, object?[], object?>>(body, instance, arguments).Compile();
    }

    private static string TypeName(Type type) =>
        type.IsArray ? $"{TypeName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>"
        : type.Name;
}
