using System.Runtime.CompilerServices;

namespace ArchitectureTests.Examples;

// Each type uses the upper layer in one way only; the rule must see all of them.
internal abstract class ByBaseType : Thing;

internal abstract class ByInterface : IThing;

internal abstract class ByConstraint<T>
    where T : IThing;

internal abstract class ByConstraintOfMethod
{
    public static int Of<T>()
        where T : IThing => 0;
}

internal sealed class ByField
{
    public Thing? Field { get; init; }
}

internal sealed class ByTypeArgument
{
    public Dictionary<int, List<Thing[]>>? Field { get; init; }
}

internal interface IByProperty
{
    Choice Chosen { get; }
}

internal interface IByParameter
{
    void Of(ref Thing? thing);
}

internal interface IByDelegate
{
    void Of(Handler handler);
}

internal interface IByTuple
{
    (int Number, Thing Thing) Both();
}

internal unsafe interface IByFunctionPointer
{
    void Of(delegate*<Thing, int> function);
}

[Mark]
internal enum ByAttribute
{
    None,
}

internal sealed class ByTypeOf
{
    public static string Of() => typeof(Thing).Name;
}

internal sealed class ByStaticMember
{
    public static int Of() => Thing.Count;
}

internal sealed class ByTypeArgumentOfMethod
{
    public static object? Of() => Activator.CreateInstance<Thing>();
}

internal sealed class ByGenericMethod
{
    public static int Of() => Maker.Same(1);
}

internal sealed class ByPassingOn
{
    public static void Of() => Maker.Take(Maker.Make());
}

internal sealed class ByNestedType
{
    public static object Of() => new Thing.Part();
}

internal sealed class ByCast
{
    public static bool Of(object value) => value is Thing;
}

internal sealed class ByException
{
    public static int Of(Func<int> function)
    {
        try
        {
            return function();
        }
        catch (ThingException)
        {
            return 0;
        }
    }
}

internal sealed class ByLambda
{
    public static Func<object> Of() => () => new Thing();
}

internal sealed class ByIterator
{
    public static IEnumerable<object> Of()
    {
        yield return new Thing();
    }
}

internal sealed class ByAsyncMethod
{
    public static async Task<object> Of()
    {
        await Task.Yield();
        return new Thing();
    }
}

internal sealed class ByNestedClass
{
    private sealed class Nested
    {
        public static bool Of(object value) => value is Thing;
    }

    public static bool Of(object value) => Nested.Of(value);
}

internal record struct ByRecord(Thing Thing);

[InlineArray(2)]
internal struct ByInlineArray
{
    public Thing First;
}

// The next two leave no trace in the assembly.
internal sealed class ByConstant
{
    public static int Of() => Thing.Size;
}

internal sealed class ByNameOf
{
    public static string Of() => nameof(Thing);
}
