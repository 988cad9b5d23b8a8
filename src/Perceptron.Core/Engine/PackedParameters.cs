using Perceptron.Support;

namespace Perceptron.Engine;

/// <summary>A model's parameters in a working layout: never written to.</summary>
internal sealed record PackedParameters<T>(PackedLayout Layout, Aligned<T> Parameters)
    where T : unmanaged
{
    public static PackedParameters<T> Of(PackedLayout layout, ReadOnlySpan<T> canonical)
    {
        var working = new Aligned<T>(layout.WorkingLength);
        layout.Pack<T>(canonical, working);
        return new(layout, working);
    }
}
