using System.Reflection;
using System.Runtime.CompilerServices;

namespace PublicApiTests;

/// <summary>
/// Whether it is said of every reference that it may be null, or that it may not. Reflection's own reading of it loses its
/// place behind a type parameter that is a struct, for which the compiler writes a byte and it expects none.
/// </summary>
internal static class Nullness
{
    public static bool IsUnknown(ParameterInfo value) => IsUnknown(value, value.ParameterType, value.Member);

    public static bool IsUnknown(PropertyInfo property) => IsUnknown(property, property.PropertyType, property);

    private static bool IsUnknown(ICustomAttributeProvider said, Type type, MemberInfo member)
    {
        var flags = said.GetCustomAttributes(typeof(NullableAttribute), false) is [NullableAttribute own] ? own.NullableFlags : [Context(member)];
        var place = 0;
        return IsUnknown(type, () => flags.Length == 1 ? flags[0] : flags[place++]);
    }

    /// <summary>What holds where nothing else is said: the nearest that is said of the member, or of a type around it.</summary>
    private static byte Context(MemberInfo? member) =>
        member is null ? (byte)0 : member.GetCustomAttribute<NullableContextAttribute>(false)?.Flag ?? Context(member.DeclaringType);

    /// <summary>All of a type is read in order: a byte for a reference, a type parameter and a struct with type arguments.</summary>
    private static bool IsUnknown(Type type, Func<byte> next)
    {
        if (type.IsByRef)
        {
            return IsUnknown(type.GetElementType()!, next);
        }

        var hasByte = !type.IsValueType || type.IsGenericType || type.IsGenericParameter;
        var unknown = hasByte && next() == 0 && !type.IsValueType && !type.IsGenericParameter;
        Type[] within = type.IsArray ? [type.GetElementType()!] : type.GenericTypeArguments;
        return within.Aggregate(unknown, (found, part) => IsUnknown(part, next) || found);
    }
}
