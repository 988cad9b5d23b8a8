using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ArchitectureTests.Reading;

/// <summary>
/// Every type that another one names in its metadata or its instructions: base types, constraints, fields, signatures, attributes,
/// local variables, and what each instruction names. For a call these are also the types that go in and come out, since a value
/// may be passed on without a look at its members.
/// </summary>
internal static class TypeUses
{
    public static IEnumerable<(string Member, TypeReference Used, SequencePoint? Point)> Of(TypeDefinition type)
    {
        foreach (var used in OfDeclaration(type).SelectMany(Parts))
        {
            yield return (NestedName(type), used, null);
        }

        foreach (var member in type.Fields.Cast<IMemberDefinition>().Concat(type.Properties).Concat(type.Events))
        {
            foreach (var used in OfDeclaration(member).SelectMany(Parts))
            {
                yield return (Written(member.Name), used, null);
            }
        }

        foreach (var method in type.Methods)
        {
            // Lambdas have their method's name in their own; the one method of an iterator has it in the name of its type.
            var name = Written(type.Name.StartsWith('<') && !method.Name.StartsWith('<') ? type.Name : method.Name);
            foreach (var used in OfDeclaration(method).SelectMany(Parts))
            {
                yield return (name, used, null);
            }

            foreach (var (used, point) in method.HasBody ? OfBody(method) : [])
            {
                foreach (var part in Parts(used))
                {
                    yield return (name, part, point);
                }
            }
        }
    }

    /// <summary>The name that the source has: <c>&lt;Train&gt;b__0</c> is of <c>Train</c>, <c>get_Count</c> of <c>Count</c>.</summary>
    public static string Written(string name) =>
        name.IndexOf('<') is var start and >= 0 && name.IndexOf('>', start) is var end && end > start + 1 ? Written(name[(start + 1)..end])
        : name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..]
        : name;

    private static string NestedName(TypeDefinition type) => type.IsNested ? Written(type.Name) : "(declaration)";

    private static IEnumerable<TypeReference?> OfDeclaration(TypeDefinition type) =>
        [type.BaseType, .. type.Interfaces.Select(implemented => implemented.InterfaceType), .. OfAttributes(type), .. OfConstraints(type)];

    private static IEnumerable<TypeReference?> OfDeclaration(IMemberDefinition member) =>
        [(member as FieldDefinition)?.FieldType, .. OfAttributes(member)];

    private static IEnumerable<TypeReference?> OfDeclaration(MethodDefinition method) =>
        [.. OfSignature(method), .. OfAttributes(method), .. OfConstraints(method), .. method.Overrides.SelectMany(OfSignature),
         .. method.Parameters.SelectMany(OfAttributes), .. OfAttributes(method.MethodReturnType)];

    private static IEnumerable<TypeReference?> OfSignature(MethodReference method) =>
        [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType),
         .. (method as GenericInstanceMethod)?.GenericArguments ?? Enumerable.Empty<TypeReference>()];

    private static IEnumerable<TypeReference?> OfConstraints(IGenericParameterProvider owner) =>
        owner.GenericParameters.SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType).Concat(OfAttributes(parameter)));

    private static IEnumerable<TypeReference?> OfAttributes(Mono.Cecil.ICustomAttributeProvider owner) => owner.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument)).Select(argument => argument.Value)
            .OfType<TypeReference>().Prepend(attribute.AttributeType));

    private static IEnumerable<(TypeReference? Used, SequencePoint? Point)> OfBody(MethodDefinition method)
    {
        var points = method.DebugInformation.SequencePoints.Where(point => !point.IsHidden).ToDictionary(point => point.Offset);
        var first = points.Count > 0 ? points[points.Keys.Min()] : null;
        foreach (var used in method.Body.Variables.Select(variable => variable.VariableType).Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType)))
        {
            yield return (used, first);
        }

        var point = first;
        foreach (var instruction in method.Body.Instructions)
        {
            point = points.GetValueOrDefault(instruction.Offset, point!);
            foreach (var used in OfOperand(instruction.Operand))
            {
                yield return (used, point);
            }
        }
    }

    private static IEnumerable<TypeReference?> OfOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        MethodReference method => OfSignature(method),
        FieldReference field => [field.DeclaringType, field.FieldType],
        CallSite call => [call.ReturnType, .. call.Parameters.Select(parameter => parameter.ParameterType)],
        _ => [],
    };

    /// <summary>The types that a type is put together from: elements of arrays, type arguments, outer types.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.Prepend(generic.ElementType).SelectMany(Parts),
        FunctionPointerType function => function.Parameters.Select(parameter => parameter.ParameterType).Prepend(function.ReturnType).SelectMany(Parts),
        IModifierType modified => [.. Parts(modified.ModifierType), .. Parts(modified.ElementType)],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
