using Mono.Cecil;

namespace ArchitectureTests.Reading;

/// <summary>A type that is not nested. What is nested in it, lambdas and iterators included, counts as part of it.</summary>
/// <param name="FullName">As metadata has it: <c>Perceptron.Rows`1</c>.</param>
/// <param name="Files">Paths in the repository; several for a partial type.</param>
internal sealed record CodeType(string FullName, string Namespace, bool IsPublic, IReadOnlyList<string> Files)
{
    /// <summary>Without its namespace and the number of its type parameters.</summary>
    public string Name => Short(FullName);

    public override string ToString() => Name;

    /// <summary><c>Perceptron.Rows`1</c> to <c>Rows</c>.</summary>
    public static string Short(string fullName) => fullName[(fullName.LastIndexOf('.') + 1)..].Split('`')[0];
}

/// <summary>One type uses another one.</summary>
/// <param name="Member">Where in <paramref name="By"/>; of several uses there, the first statement counts.</param>
/// <param name="File">Its path in the repository.</param>
/// <param name="Line">0 where no statement does it: base types, signatures, fields, attributes.</param>
/// <param name="Used">Full name of the type that is used.</param>
/// <param name="UsedType">The same, if it is a type of this assembly.</param>
internal sealed record Use(CodeType By, string Member, string File, int Line, string Used, CodeType? UsedType)
{
    public string Place => Line > 0 ? $"{File}({Line}): {By}.{Member}" : $"{File}: {By}.{Member}";
}

/// <summary>A constant. Whoever uses it has its value, so that the assembly does not tell of the use.</summary>
internal sealed record Constant(CodeType Owner, string Name);

/// <summary>A static field, or a static property with a setter.</summary>
/// <param name="Name">The owner's full name, a dot, and the name of the field or property.</param>
internal sealed record StaticMember(CodeType Owner, string Name, string Type, bool CanChange);

/// <summary>What a compiled assembly says of its types, and its PDB of their files.</summary>
internal sealed record Code(
    string Name,
    IReadOnlyList<CodeType> Types,
    IReadOnlyList<Use> Uses,
    IReadOnlyList<Constant> Constants,
    IReadOnlyList<StaticMember> StaticMembers,
    IReadOnlyList<string> References)
{
    /// <summary>Reads an assembly of the output folder.</summary>
    /// <param name="name">Its name, without an extension.</param>
    /// <param name="folder">The folder of its sources, as a path in the repository.</param>
    /// <param name="moreFolders">Others from which sources are linked.</param>
    public static Code Read(string name, string folder, params string[] moreFolders)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { ReadSymbols = true });
        return new CodeReader(module, SourceFiles.Read(path), [folder, .. moreFolders]).Read();
    }
}
