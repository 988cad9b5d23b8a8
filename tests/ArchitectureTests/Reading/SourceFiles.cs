using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ArchitectureTests.Reading;

/// <summary>The source files of each type, as the compiler wrote them into the portable PDB.</summary>
internal static class SourceFiles
{
    /// <summary>The kind of the record that names the files of a type without any method body: an enumeration, an interface, a delegate.</summary>
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    /// <returns>Paths by the metadata token of a type. A nested type has a token of its own; a type that the compiler made up may have no path.</returns>
    public static ILookup<int, string> Read(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly, ".pdb")));
        var (types, pdb) = (image.GetMetadataReader(), symbols.GetMetadataReader());
        var found = new HashSet<(int Type, string File)>();
        foreach (var handle in pdb.MethodDebugInformation)
        {
            var type = types.GetMethodDefinition(handle.ToDefinitionHandle()).GetDeclaringType();
            foreach (var point in pdb.GetMethodDebugInformation(handle).GetSequencePoints())
            {
                Add(type, point.Document);
            }
        }

        foreach (var record in pdb.CustomDebugInformation.Select(pdb.GetCustomDebugInformation))
        {
            if (record.Parent.Kind == HandleKind.TypeDefinition && pdb.GetGuid(record.Kind) == TypeDefinitionDocuments)
            {
                for (var documents = pdb.GetBlobReader(record.Value); documents.RemainingBytes > 0;)
                {
                    Add((TypeDefinitionHandle)record.Parent, MetadataTokens.DocumentHandle(documents.ReadCompressedInteger()));
                }
            }
        }

        return found.ToLookup(pair => pair.Type, pair => pair.File);

        void Add(TypeDefinitionHandle type, DocumentHandle document) =>
            found.Add((MetadataTokens.GetToken(type), pdb.GetString(pdb.GetDocument(document).Name).Replace('\\', '/')));
    }
}
