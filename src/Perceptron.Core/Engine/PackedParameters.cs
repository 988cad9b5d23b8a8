using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>A model's parameters in a packed form. They never change.</summary>
internal sealed class PackedParameters<T>(PackedLayout layout, Aligned<T> parameters)
    where T : unmanaged
{
    public PackedLayout Layout => layout;

    public Aligned<T> Parameters => parameters;

    public static PackedParameters<T> Of(PackedLayout layout, ReadOnlySpan<T> parameters)
    {
        var packed = new Aligned<T>(layout.Length);
        layout.Pack<T>(parameters, packed);
        return new(layout, packed);
    }

    public void Deconstruct(out PackedLayout itsLayout, out Aligned<T> itsParameters) => (itsLayout, itsParameters) = (layout, parameters);
}
