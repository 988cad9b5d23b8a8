using Mono.Cecil;

namespace ArchitectureTests.Reading;

/// <summary>Reads <see cref="Code"/> from the metadata of a module.</summary>
internal sealed class CodeReader(ModuleDefinition module, ILookup<int, string> files, string[] folders)
{
    private readonly Dictionary<string, CodeType> _types = [];
    private readonly Dictionary<(CodeType, string Member, string Used), Use> _uses = [];
    private readonly List<Constant> _constants = [];
    private readonly List<StaticMember> _statics = [];

    public Code Read()
    {
        // Names with these signs, and attributes that the compiler adds to an assembly, are not ours.
        var ours = module.Types.Where(type => !type.Name.Contains('<') && !IsFromCompiler(type)).ToList();
        foreach (var type in ours)
        {
            // What a generator of sources writes lies in no folder of ours.
            var paths = WithNested(type).SelectMany(part => files[part.MetadataToken.ToInt32()]).Where(path => !path.Contains("/obj/", StringComparison.Ordinal))
                .Select(InRepository).Distinct().Order(StringComparer.Ordinal).ToArray();
            _types.Add(type.FullName, new CodeType(type.FullName, type.Namespace, type.IsPublic, paths));
        }

        foreach (var type in ours)
        {
            foreach (var part in WithNested(type))
            {
                ReadUses(_types[type.FullName], part);
                ReadStatics(_types[type.FullName], part);
            }
        }

        return new Code(
            module.Assembly.Name.Name, [.. _types.Values], [.. _uses.Values], _constants, _statics,
            [.. module.AssemblyReferences.Select(reference => reference.Name).Order(StringComparer.Ordinal)]);
    }

    private static bool IsFromCompiler(TypeDefinition type) => type.CustomAttributes.Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "EmbeddedAttribute");

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    /// <summary>The path in the repository, wherever the compiler found the file: /home/me/perceptron/src/… or /_/src/….</summary>
    private string InRepository(string path)
    {
        path = path.Replace('\\', '/');
        return folders.Select(folder => path.LastIndexOf($"/{folder}/", StringComparison.Ordinal)).Max() is var start and >= 0 ? path[(start + 1)..] : path;
    }

    private void ReadUses(CodeType owner, TypeDefinition type)
    {
        foreach (var (member, used, point) in TypeUses.Of(type))
        {
            var outermost = used;
            while (outermost.DeclaringType is { } outer)
            {
                outermost = outer;
            }

            var usedType = ReferenceEquals(outermost.Scope, module) || outermost is TypeDefinition ? _types.GetValueOrDefault(outermost.FullName) : null;
            var key = (owner, member, used.FullName);
            if (usedType != owner && (!_uses.TryGetValue(key, out var known) || (known.Line == 0 && point is not null)))
            {
                _uses[key] = new Use(
                    owner, member, point is null ? owner.Files.FirstOrDefault("") : InRepository(point.Document.Url), point?.StartLine ?? 0, used.FullName, usedType);
            }
        }
    }

    private void ReadStatics(CodeType owner, TypeDefinition type)
    {
        // A lambda that captures nothing is kept in a static field of a nested type that the compiler makes up.
        if (type.Name.Contains('<') || type.IsEnum)
        {
            return;
        }

        foreach (var field in type.Fields.Where(field => field.IsStatic))
        {
            if (field.IsLiteral)
            {
                _constants.Add(new Constant(owner, field.Name));
            }
            else
            {
                _statics.Add(new StaticMember(owner, $"{type.FullName}.{TypeUses.Written(field.Name)}", field.FieldType.FullName, !field.IsInitOnly));
            }
        }

        foreach (var property in type.Properties.Where(property => property.SetMethod is { IsStatic: true }))
        {
            _statics.Add(new StaticMember(owner, $"{type.FullName}.{property.Name}", property.PropertyType.FullName, CanChange: true));
        }
    }
}
