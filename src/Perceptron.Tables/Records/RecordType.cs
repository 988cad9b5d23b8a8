using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Perceptron.Tables;

/// <summary>
/// How values of a type become cells: each public property is a column. Its getter is a delegate of its own type, made once, so that no value
/// is boxed and nothing is looked up by name; the type is annotated, so that trimming keeps its properties.
/// </summary>
internal static class RecordType<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>
{
    private delegate TValue Getter<TValue>(ref T record);

    /// <summary>Why a type can't be a row, as what follows its name; null where it can.</summary>
    public static string? Problem { get; } = FindProblem();

    private static readonly (string Name, Action<T, CellColumnBuilder, string> Add)[] Properties = Problem is null ? [.. Find()] : [];

    /// <summary>The records as a table.</summary>
    public static Table ToTable(IEnumerable<T> records, string argument)
    {
        if (Problem is not null)
        {
            throw new ArgumentException($"A row can't be a {typeof(T).Name}: {Problem}", argument);
        }

        var columns = Array.ConvertAll(Properties, _ => new CellColumnBuilder('.'));
        var count = 0;
        foreach (var record in records)
        {
            if (record is null)
            {
                throw new ArgumentException($"Row {count} is null.", argument);
            }

            for (var i = 0; i < columns.Length; i++)
            {
                try
                {
                    Properties[i].Add(record, columns[i], Properties[i].Name);
                }
                catch (UnfitValueException exception)
                {
                    throw new ArgumentException($"Row {count}: {exception.Message}", argument);
                }
            }

            count++;
        }

        return new Table(Array.ConvertAll(Properties, property => property.Name), Array.ConvertAll(columns, column => column.Build()), count, RowOrigin.Memory);
    }

    private static string? FindProblem()
    {
        var type = typeof(T);
        const string Remedy = "a record or an anonymous object with a property for each column is needed, or a Row by Row.FromPairs";
        return type == typeof(object) ? $"its properties aren't known; {Remedy}."
            : type == typeof(Table) || type == typeof(TableSource) ? "it has many rows; use PredictAll."
            : typeof(IEnumerable).IsAssignableFrom(type) || typeof(ITuple).IsAssignableFrom(type) ? $"its values have no names; {Remedy}; for many rows use PredictAll."
            : type.IsPrimitive || type.IsEnum || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(DateOnly) || type == typeof(DateTimeOffset) || Nullable.GetUnderlyingType(type) is not null
                ? $"it is a single value; {Remedy}."
            : Readable().Any() ? null
            : $"it has no public property of a type that cells have; {Remedy}.";
    }

    private static IEnumerable<PropertyInfo> Readable() => typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && IsCell(property.PropertyType));

    /// <summary>Whether a property can be a column; what else a record has, such as a list, is none.</summary>
    private static bool IsCell(Type type)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? type;
        return inner.IsEnum || (inner.IsPrimitive && inner != typeof(nint) && inner != typeof(nuint)) || inner == typeof(string) || inner == typeof(object) || inner == typeof(decimal)
            || inner == typeof(Half) || inner == typeof(DateTime) || inner == typeof(DateOnly) || inner == typeof(DateTimeOffset) || IsOption(type);
    }

    private static bool IsOption(Type type) =>
        type.IsGenericType && type.FullName!.StartsWith("Microsoft.FSharp.Core.FSharpOption`1", StringComparison.Ordinal);

    private static IEnumerable<(string, Action<T, CellColumnBuilder, string>)> Find() => Readable().Select(property => (property.Name, Adder(property)));

    private static Action<T, CellColumnBuilder, string> Adder(PropertyInfo property) =>
        Text(property) ?? Whole(property) ?? Real(property) ?? Other(property) ?? Boxed(property);

    private static Action<T, CellColumnBuilder, string>? Text(PropertyInfo property) =>
        Of<string?>(property, static (value, cells, _) => cells.Add(value))
        ?? Of<bool>(property, static (value, cells, _) => cells.Add(CellValue.Text(value)))
        ?? OfNullable<bool>(property, static (value, cells, _) => cells.Add(CellValue.Text(value)))
        ?? Of<char>(property, static (value, cells, _) => cells.Add([value]))
        ?? OfNullable<char>(property, static (value, cells, _) => cells.Add([value]));

    private static Action<T, CellColumnBuilder, string>? Whole(PropertyInfo property) =>
        Whole<int>(property) ?? Whole<long>(property) ?? Whole<short>(property) ?? Whole<byte>(property)
        ?? Whole<uint>(property) ?? Whole<ulong>(property) ?? Whole<ushort>(property) ?? Whole<sbyte>(property);

    private static Action<T, CellColumnBuilder, string>? Whole<TValue>(PropertyInfo property)
        where TValue : struct, IFormattable =>
        Of<TValue>(property, static (value, cells, _) => cells.Add(Support.Guard.Text(value)))
        ?? OfNullable<TValue>(property, static (value, cells, _) => cells.Add(Support.Guard.Text(value)));

    private static Action<T, CellColumnBuilder, string>? Real(PropertyInfo property) =>
        Of<double>(property, Add) ?? OfNullable<double>(property, Add)
        ?? Of<float>(property, static (value, cells, name) => Add(value, cells, name)) ?? OfNullable<float>(property, static (value, cells, name) => Add(value, cells, name))
        ?? Of<Half>(property, static (value, cells, name) => Add((double)value, cells, name)) ?? OfNullable<Half>(property, static (value, cells, name) => Add((double)value, cells, name))
        ?? Of<decimal>(property, static (value, cells, _) => CellValue.AddDecimal(cells, value)) ?? OfNullable<decimal>(property, static (value, cells, _) => CellValue.AddDecimal(cells, value));

    private static Action<T, CellColumnBuilder, string>? Other(PropertyInfo property) =>
        Of<DateTime>(property, static (value, cells, _) => cells.Add(CellValue.Text(value))) ?? OfNullable<DateTime>(property, static (value, cells, _) => cells.Add(CellValue.Text(value)))
        ?? Of<DateOnly>(property, static (value, cells, _) => cells.Add(CellValue.Text(value))) ?? OfNullable<DateOnly>(property, static (value, cells, _) => cells.Add(CellValue.Text(value)))
        ?? Of<DateTimeOffset>(property, static (value, cells, _) => cells.Add(CellValue.Text(value.DateTime)))
        ?? OfNullable<DateTimeOffset>(property, static (value, cells, _) => cells.Add(CellValue.Text(value.DateTime)));

    private static Action<T, CellColumnBuilder, string>? Of<TValue>(PropertyInfo property, Action<TValue, CellColumnBuilder, string> add)
    {
        if (property.PropertyType != typeof(TValue))
        {
            return null;
        }

        if (typeof(T).IsValueType)
        {
            var getter = property.GetMethod!.CreateDelegate<Getter<TValue>>();
            return (record, cells, name) => add(getter(ref record), cells, name);
        }
        else
        {
            var getter = property.GetMethod!.CreateDelegate<Func<T, TValue>>();
            return (record, cells, name) => add(getter(record), cells, name);
        }
    }

    private static Action<T, CellColumnBuilder, string>? OfNullable<TValue>(PropertyInfo property, Action<TValue, CellColumnBuilder, string> add)
        where TValue : struct => Of<TValue?>(property, (value, cells, name) =>
        {
            if (value is { } given)
            {
                add(given, cells, name);
            }
            else
            {
                cells.AddGap();
            }
        });

    private static void Add(double value, CellColumnBuilder cells, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new UnfitValueException($"The value of \"{name}\" {CellValue.NotFinite}");
        }

        cells.Add(value);
    }

    /// <summary>A value of an enumeration, an object, or an option of F#.</summary>
    private static Action<T, CellColumnBuilder, string> Boxed(PropertyInfo property)
    {
        var type = property.PropertyType;
        if (IsOption(type))
        {
            var content = RuntimeFeature.IsDynamicCodeSupported ? OptionContent(type) : null;
            return (record, cells, name) => AddBoxed(
                property.GetValue(record) is not { } some ? null
                : content is not null ? content.GetValue(some)
                : throw new UnfitValueException($"\"{name}\" is an option of F#, which can't be read ahead of time; use a Nullable, or null for a text."),
                cells, name);
        }

        return (record, cells, name) => AddBoxed(property.GetValue(record), cells, name);
    }

    private static void AddBoxed(object? value, CellColumnBuilder cells, string name)
    {
        if (CellValue.Problem(value) is { } problem)
        {
            throw new UnfitValueException($"The value of \"{name}\" {problem}");
        }

        CellValue.Add(cells, value);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Where the property was trimmed away there is none, and the option is refused with a word.")]
    private static PropertyInfo? OptionContent(Type type) => type.GetProperty("Value");
}

/// <summary>A value that no cell can hold, told to the call that knows its row.</summary>
internal sealed class UnfitValueException(string message) : Exception(message);
