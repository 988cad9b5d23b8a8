using System.Collections.Concurrent;
using System.Reflection;
using System.Xml.Linq;

namespace PublicApiTests.WrongArguments;

/// <summary>The exceptions that the documentation comments of a member name, from the XML files beside the libraries.</summary>
internal static class DocumentedExceptions
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Comments = [];

    /// <summary>Full names of the exceptions of a method, a constructor, or the property that an accessor is of.</summary>
    public static IReadOnlyCollection<string> Of(MethodBase method)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Add(Comment(method), method.DeclaringType!.Assembly, found);
        return found;
    }

    public static bool HasComment(MethodBase method) => Comment(method) is not null;

    private static XElement? Comment(MethodBase method)
    {
        var definition = Definition(method);
        var property = definition.IsSpecialName
            ? definition.DeclaringType!.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
                .FirstOrDefault(property => property.GetMethod == definition || property.SetMethod == definition)
            : null;
        var parameters = property?.GetIndexParameters() ?? definition.GetParameters();
        var name = property?.Name
            ?? (definition.IsConstructor ? "#ctor" : definition.Name)
            + (definition.IsGenericMethodDefinition ? $"``{definition.GetGenericArguments().Length}" : "");
        var id = $"{(property is null ? 'M' : 'P')}:{definition.DeclaringType!.FullName!.Replace('+', '.')}.{name}"
            + (parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Id(parameter.ParameterType)))})");
        return Read(definition.DeclaringType.Assembly).GetValueOrDefault(id);
    }

    private static MethodBase Definition(MethodBase method)
    {
        if (method is MethodInfo { IsGenericMethod: true } generic)
        {
            method = generic.GetGenericMethodDefinition();
        }

        return method.DeclaringType is { IsGenericType: true } type
            ? MethodBase.GetMethodFromHandle(method.MethodHandle, type.GetGenericTypeDefinition().TypeHandle)!
            : method;
    }

    private static void Add(XElement? comment, Assembly assembly, HashSet<string> found)
    {
        foreach (var exception in comment?.Elements("exception") ?? [])
        {
            found.Add(exception.Attribute("cref")!.Value[2..]);
        }

        if (comment?.Element("inheritdoc")?.Attribute("cref")?.Value is { } cref)
        {
            Add(Read(assembly).GetValueOrDefault(cref), assembly, found);
        }
    }

    private static Dictionary<string, XElement> Read(Assembly assembly) => Comments.GetOrAdd(assembly, one =>
        XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{one.GetName().Name}.xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value));

    /// <summary>A type as the compiler writes it into the identifier of a member.</summary>
    private static string Id(Type type)
    {
        if (type.IsArray)
        {
            var rank = type.GetArrayRank();
            return Id(type.GetElementType()!) + (rank == 1 ? "[]" : $"[{string.Join(',', Enumerable.Repeat("0:", rank))}]");
        }

        if (type.IsByRef)
        {
            return $"{Id(type.GetElementType()!)}@";
        }

        if (type.IsGenericParameter)
        {
            return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        }

        return type.IsGenericType
            ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(',', type.GetGenericArguments().Select(Id))}}}"
            : type.FullName!.Replace('+', '.');
    }
}
