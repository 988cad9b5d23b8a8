#nullable enable

using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace PublicApiTests;

/// <summary>A type for each rule, or more, that breaks it; the rule must say so, or it could not fail.</summary>
public static class FSharpRuleBreakers
{
    public class NamedTypesInsteadOfTuples
    {
        public virtual List<(int Row, int Column)> Places() => [];
    }

    public class NothingByReference
    {
        public virtual bool TryRead(out int value) => (value = 0) == 0;
    }

    public class NothingByReferenceInside
    {
        public NothingByReferenceInside(in int value)
        {
        }
    }

    public class NoSpansOfAnyNumberOfArguments
    {
        public virtual double Predict(params ReadOnlySpan<double> x) => x[0];
    }

    public class NoArrayAgainstSpan
    {
        public virtual double Predict(double[] x) => x[0];

        public virtual double Predict(ReadOnlySpan<double> x) => x[0];
    }

    public class OptionsAreClassesWithInit
    {
        public class SettableOptions
        {
            public int Epochs { get; set; }
        }

        public class RequiredOptions(int epochs)
        {
            public int Epochs { get; init; } = epochs;
        }

        public struct StructOptions
        {
            public int Epochs { get; init; }
        }
    }

#nullable disable
    public class ReferencesSayWhetherTheyMayBeNull
    {
        public virtual List<string> Names => [];
    }

    public class ReferencesSayWhetherTheyMayBeNullInside
    {
        public virtual void Name(string name)
        {
        }
    }
#nullable enable

    public class ParametersHaveNamesInCamelCase
    {
        public virtual void Train(int Epochs)
        {
        }
    }

    public class OverridesKeepTheNamesOfParameters : IComparer<string>
    {
        public int Compare(string? left, string? y) => 0;
    }

    public class OverridesKeepTheNamesOfParametersOfBase : StringComparer
    {
        public override int Compare(string? x, string? y) => 0;

        public override bool Equals(string? x, string? y) => x == y;

        [SuppressMessage("Naming", "CA1725", Justification = "The name is what the rule must refuse.")]
        public override int GetHashCode(string text) => 0;
    }

    public class OverloadsAgreeOnNames
    {
        public virtual void Save(string path, byte[] pixels)
        {
        }

        public virtual void Save(Stream stream, byte[] bytes)
        {
        }
    }

    public class NumbersThatAreNoDataAreDouble<T>
        where T : INumber<T>
    {
        public T Loss => T.Zero;
    }

    public class NumbersThatAreNoDataAreDoubleOptions
    {
        public float Decline { get; init; }
    }

    public class NoPropertyMakesACopy
    {
        public virtual double[,] Weights => new double[2, 2];
    }

    public class TypesSayWhatTheyAre;

    public class NothingOfOursIsASequence
    {
        public virtual IEnumerable<double> Fit() => [];
    }

    public class NothingOfOursIsASequenceButACollection : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => Enumerable.Empty<int>().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public class ValuesHaveStructuralEquality
    {
        public override bool Equals(object? obj) => true;

        public override int GetHashCode() => 0;
    }

    public readonly struct ValuesHaveStructuralEqualityAsStructs;

    public record struct ValuesHaveStructuralEqualityAndDoNotChange(int Count);
}

/// <summary>What looks like a breach of a rule, and is none.</summary>
public static class FSharpRuleKeepers
{
    /// <summary>F# tells these by the number of arguments.</summary>
    public class NoArrayAgainstSpan
    {
        public virtual double[] Predict(params double[] x) => x;

        public virtual void Predict(ReadOnlySpan<double> x, Span<double> destination) => x.CopyTo(destination);
    }
}

public static class ExtensionsOfClassesAlone
{
    public static double Total(this IEnumerable<double> parts) => parts.Sum();
}
