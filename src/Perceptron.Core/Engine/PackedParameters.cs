using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>A model's parameters in a packed form. They never change.</summary>
internal sealed record PackedParameters<T>(PackedLayout Layout, Aligned<T> Parameters)
    where T : unmanaged
{
    public static PackedParameters<T> Of(PackedLayout layout, ReadOnlySpan<T> parameters)
    {
        var packed = new Aligned<T>(layout.Length);
        layout.Pack<T>(parameters, packed);
        return new(layout, packed);
    }
}
