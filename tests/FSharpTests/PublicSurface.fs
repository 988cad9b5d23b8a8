/// Every public member of the libraries is used from F# by a test of this project: told from what the project was compiled to.
module PublicSurface

#nowarn "9" // The metadata of an assembly is read where it lies.

open System
open System.IO
open System.Reflection
open System.Reflection.Metadata
open System.Reflection.Metadata.Ecma335
open System.Runtime.CompilerServices
open Xunit

let private tests = Assembly.GetExecutingAssembly()

/// The libraries that lie beside these tests: those that the project refers to.
let private libraries =
    [ for path in Directory.GetFiles(AppContext.BaseDirectory, "Perceptron.*.dll") -> Assembly.LoadFrom path ]

let private identity (found: MemberInfo) = found.Module.ModuleVersionId, found.MetadataToken

/// What a table of the compiled tests names, generic members with double in every place. What refuses double is none of ours.
let private named table (resolve: int -> MemberInfo | null) =
    let mutable start = Unchecked.defaultof<nativeptr<byte>>
    let mutable length = 0
    Assert.True(tests.TryGetRawMetadata(&start, &length))

    [ for row in 1 .. MetadataReader(start, length).GetTableRowCount table do
          let token = MetadataTokens.GetToken(MetadataTokens.EntityHandle(table, row))

          match (try resolve token with :? ArgumentException | :? TypeLoadException -> null) with
          | null -> ()
          | found -> identity found ]

let private used =
    lazy
        let doubles = Array.create 16 typeof<float>
        let members = named TableIndex.MemberRef (fun token -> tests.ManifestModule.ResolveMember(token, doubles, doubles))
        let types = named TableIndex.TypeRef (fun token -> tests.ManifestModule.ResolveType token)
        Set.ofList (members @ types)

let private sources =
    lazy
        [ for name in tests.GetManifestResourceNames() do
              if name.EndsWith(".fs", StringComparison.Ordinal) then
                  use reader = new StreamReader(nonNull (tests.GetManifestResourceStream name))
                  reader.ReadToEnd() ]

/// A constant and the value of an enumeration are compiled into what they are, and so are looked for in the sources.
let private isUsed (found: MemberInfo) =
    match found with
    | :? FieldInfo as field when field.IsLiteral ->
        sources.Value |> List.exists _.Contains($"{(nonNull field.DeclaringType).Name}.{field.Name}", StringComparison.Ordinal)
    | _ -> used.Value.Contains(identity found)

/// Four kinds are left out. An override is called by the name of what it overrides, which counts itself if it is ours. What
/// the compiler writes into a record is not ours: ==, its hash, its deconstruction. And the properties of a struct are set
/// by its constructor. An indexer that is set where an object is made, as that of Row, is for C# alone.
let private isOurs (method: MethodInfo) =
    let isAccessor = method.Name.StartsWith("get_", StringComparison.Ordinal)
    let isSetter = method.Name.StartsWith("set_", StringComparison.Ordinal)

    method.GetBaseDefinition() = method
    && (isAccessor || isSetter || not (method.IsDefined typeof<CompilerGeneratedAttribute>))
    && not (isSetter && (nonNull method.DeclaringType).IsValueType)
    && not (isSetter && method.GetParameters().Length > 1)

let private members (from: Type) =
    let all = BindingFlags.Public ||| BindingFlags.Static ||| BindingFlags.Instance ||| BindingFlags.DeclaredOnly

    [ yield from :> MemberInfo
      yield! from.GetConstructors all |> Seq.cast<MemberInfo>
      yield! from.GetMethods all |> Seq.filter isOurs |> Seq.cast<MemberInfo>
      yield! from.GetFields all |> Seq.filter (fun field -> not field.IsSpecialName) |> Seq.cast<MemberInfo> ]

[<Fact>]
let ``every public member is used from F#`` () =
    let unused =
        [ for library in libraries do
              for exported in library.GetExportedTypes() do
                  for found in members exported do
                      if not (isUsed found) then
                          $"{exported}: {found}" ]

    Assert.True(unused.IsEmpty, $"""{unused.Length} members are used by no test in F#:{"\n"}{String.concat "\n" unused}""")

[<Fact>]
let ``what is looked at is there, and what no test uses is told`` () =
    Assert.True(libraries.Length >= 4, $"Only {libraries.Length} libraries lie beside the tests.")
    Assert.True(isUsed (nonNull (typeof<Assembly>.GetMethod "GetExportedTypes")))
    Assert.False(isUsed (nonNull (typeof<MathF>.GetMethod "ScaleB")))
    Assert.False(isUsed (nonNull (Type.GetType "System.Random")))
    Assert.False(isUsed (nonNull (typeof<DateTimeKind>.GetField "Unspecified")))
